"""A search box for editors: which approved passages a question finds, and how surely."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from content.render import to_html
from retrieval.retriever import Found, Hit, IndexNotReady, IndexStale, Scope
from retrieval.retriever import Query as SearchQuery
from tutor.http.console import Console, EditorConsole
from tutor.http.errors import sentence
from tutor.language import LANGUAGES, Language, detect, to_cyrillic

router = APIRouter()

_PASSAGES = 10


@router.get("/search")
def show_search(
    page: EditorConsole,
    question: Annotated[str, Query(max_length=500)] = "",
    language: Annotated[str, Query(max_length=2)] = "",
) -> HTMLResponse:
    """Tries a question; an empty ``language`` is told from its words."""
    found, hits, fault = None, [], ""
    if question.strip():
        try:
            found, hits = _find(page, question.strip(), _language(language) or detect(question).dominant)
        except (IndexNotReady, IndexStale) as error:
            fault = sentence(error, page.request)[2]
    return page.show(
        "editor_search.html",
        here="/editor/search",
        question=question,
        chosen=_language(language),
        found=found,
        hits=hits,
        fault=fault,
        rendered=to_html,
    )


def _find(page: Console, question: str, language: Language) -> tuple[Found, list[Hit]]:
    """What a question finds in all approved lessons, and the best passages even where that is nothing."""
    written_latin = detect(question).script == "latin" and language != "en"
    views = (to_cyrillic(question, language),) if written_latin else ()
    retriever = page.ustaz.retriever(page.school_id)
    query = SearchQuery(question, language, retriever.embed(views[0] if views else question), views)
    versions = frozenset(version for version, _ in page.ustaz.lessons.approved(page.school_id))
    scope = Scope(versions=versions, prefer_language=language)
    return retriever.find(query, scope, _PASSAGES), retriever.ranking(query, scope, _PASSAGES)


def _language(code: str) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)
