"""Markdown with formulas as safe HTML."""

import re
from html import escape

from markdown_it import MarkdownIt

from content.marking import CLOSE, OPEN, to_marks, with_sentinels
from content.maths import find_formulas, to_mathml
from content.model import Span
from content.render.safe import clean
from tutor.language import Language
from tutor.texts import text

_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_PLACE_OPEN, _PLACE_CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(_PLACE_OPEN + r"(\d+)" + _PLACE_CLOSE)
_ALONE = re.compile(r"<p>((?:<mark[^>]*>)?" + _PLACE.pattern + r"(?:</mark>)?[.,;]?)</p>")
_ALIGNED = re.compile(r' style="text-align:(left|right|center)"')


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    rules = parser.renderer.rules  # type: ignore[attr-defined]
    # A lesson leads nowhere else: of a link its words stay, of a foreign picture its description.
    rules["link_open"] = rules["link_close"] = lambda *_: ""
    rules["image"] = lambda tokens, index, *_: escape(tokens[index].content)
    return parser


_MARKDOWN = _parser()


def to_html(markdown: str, language: Language) -> str:
    """Markdown as clean HTML with formulas in MathML; one that cannot be set stays as its source in ``<code>``."""
    return clean(_rendered(_own(markdown), language))


def marked_html(markdown: str, span: Span, language: Language) -> str:
    """As `to_html`, with ``span`` in ``<mark id="cited">``, or the table it means with that id on its wrapper.

    A span that cannot be marked without changing the text is shown by a frame around the whole.
    """
    bare = to_html(markdown, language)
    marked = _marked(_own(markdown), span, language)
    if 'id="cited"' in marked and unmarked(marked) == unmarked(bare):
        return marked
    return f'<div class="cited" id="cited">{bare}</div>'


def unmarked(html: str) -> str:
    """The HTML without marks and white space, to tell whether marking left all else as it was."""
    return re.sub(r"\s+", "", re.sub(r"</?mark[^>]*>", "", html).replace(' cited" id="cited"', '"'))


def _marked(markdown: str, span: Span, language: Language) -> str:
    source, table = with_sentinels(markdown, span)
    if table is None:
        return clean(_rendered(source, language))
    parts = [source[: table.start], source[table.start : table.end], source[table.end :]]
    before, inside, after = (_rendered(part, language) for part in parts)
    return clean(before + inside.replace('<div class="table">', '<div class="table cited" id="cited">', 1) + after)


def _own(markdown: str) -> str:
    """The text without the characters that rendering uses itself; its length stays the same."""
    return _PRIVATE.sub("\ufffd", markdown).replace(OPEN, "(").replace(CLOSE, ")")


def _rendered(markdown: str, language: Language) -> str:
    parts, position, formulas = [], 0, find_formulas(markdown)
    for index, formula in enumerate(formulas):
        parts += [markdown[position : formula.start], f"{_PLACE_OPEN}{index}{_PLACE_CLOSE}"]
        position = formula.end
    html = str(_MARKDOWN.render("".join([*parts, markdown[position:]])))
    html = _ALIGNED.sub(r' class="\1"', html)
    html = html.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")
    html = _ALONE.sub(r'<div class="formula">\1</div>', to_marks(html))
    set_formulas = [_formula(formula.tex, formula.display, language) for formula in formulas]
    return _PLACE.sub(lambda match: set_formulas[int(match[1])], html)


def _formula(tex: str, display: bool, language: Language) -> str:
    mathml = to_mathml(tex, display)
    if mathml is not None:
        return mathml
    title = escape(text("content.formula_source", language))
    return f'<code class="tex" title="{title}">{escape(tex)}</code>'
