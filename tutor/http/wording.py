"""How values are said on a page: moments, names of kinds, and what was hidden."""

from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup

from guardrails.placeholders import PLACEHOLDER
from tutor import texts
from tutor.language import Language


class Wording:
    """Says values in a reader's language, and times in the school's time zone."""

    def __init__(self, language: Language, now: datetime, zone: tzinfo) -> None:
        self._language: Language = language
        self._now = now.astimezone(zone)
        self._zone = zone

    def word(self, group: str, value: str | None) -> str:
        """The name of a value of a group such as ``outcome``; the value itself where it has none."""
        key = f"{group}_{value}".replace(".", "_")
        return texts.text(f"pages.{key}", self._language) if key in texts.area("pages") else str(value or "")

    def moment(self, at: datetime | None) -> Markup:
        """A point in time, shorter the nearer it is; nothing for None."""
        if at is None:
            return Markup("")
        here = at.astimezone(self._zone)
        return Markup('<time datetime="{}">{}</time>').format(here.isoformat(timespec="minutes"), self._near(here))

    def day(self, at: datetime) -> Markup:
        """The day of a point in time."""
        here = at.astimezone(self._zone)
        return Markup('<time datetime="{}">{}</time>').format(here.date().isoformat(), f"{here:%d.%m.%Y}")

    def decimal(self, value: float, places: int) -> str:
        """A number with the reader's decimal sign."""
        said = f"{value:.{places}f}"
        return said if self._language == "en" else said.replace(".", ",")

    def masked(self, text: str) -> Markup:
        """Text of a person with every placeholder as a calm mark that says what it hides."""
        pieces, at = [], 0
        for match in PLACEHOLDER.finditer(text):
            pieces += [Markup.escape(text[at : match.start()]), self._mark(match[1], match[2])]
            at = match.end()
        return Markup("").join([*pieces, Markup.escape(text[at:])])

    def spoken(self, text: str) -> str:
        """Text with every placeholder said in words, for somebody who reads it without marks."""
        hidden = texts.text("pages.hidden_mark", self._language)
        return PLACEHOLDER.sub(lambda match: f"({hidden}: {self.hidden(match[1])})", text)

    def hidden(self, kind: str) -> str:
        """What kind of personal data was hidden, in words."""
        key = f"hidden_{kind.lower()}"
        return texts.text(f"widget.{key if key in texts.area('widget') else 'hidden_other'}", self._language)

    def _mark(self, kind: str, number: str) -> Markup:
        said = texts.text("pages.hidden_mark", self._language)
        return Markup('<span class="masked" title="{}"><span class="visually-hidden">{}: </span>{} {}</span>').format(
            said, said, self.hidden(kind), number
        )

    def _near(self, here: datetime) -> str:
        days = (self._now.date() - here.date()) // timedelta(days=1)
        if days == 0:
            return f"{here:%H:%M}"
        if days == 1:
            return texts.text("pages.yesterday_at", self._language, time=f"{here:%H:%M}")
        return f"{here:%d.%m.%Y %H:%M}"
