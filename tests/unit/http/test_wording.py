from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from tutor.http.wording import Wording

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 9, 2, 12, 0, tzinfo=ALMATY)
SAY = Wording("ru", NOW, ALMATY)


def test_a_moment_is_shorter_the_nearer_it_is() -> None:
    assert ">12:00</time>" in SAY.moment(NOW.astimezone(UTC))
    assert ">вчера, 12:00</time>" in SAY.moment(NOW - timedelta(days=1))
    assert ">31.08.2026 12:00</time>" in SAY.moment(NOW - timedelta(days=2))
    assert SAY.moment(None) == ""


def test_a_day_is_the_schools_day_and_not_that_of_greenwich() -> None:
    night = datetime(2026, 9, 1, 19, 30, tzinfo=UTC)
    assert ">00:30</time>" in SAY.moment(night)
    assert "T00:30+05:00" in SAY.moment(night)
    assert ">вчера, 19:30</time>" in Wording("ru", NOW, UTC).moment(night)


def test_a_date_is_that_of_the_school() -> None:
    assert SAY.day(datetime(2026, 9, 1, 19, 30, tzinfo=UTC)) == '<time datetime="2026-09-02">02.09.2026</time>'


def test_a_placeholder_becomes_a_mark_and_everything_else_stays_text() -> None:
    said = SAY.masked("<i>я</i> ⟨PHONE_2⟩ & ⟨unknown⟩")
    assert isinstance(said, Markup)
    assert "&lt;i&gt;я&lt;/i&gt;" in said
    assert "скрыто: </span>телефон 2</span>" in said
    assert "&amp; ⟨unknown⟩" in said


def test_a_placeholder_is_said_in_words_where_there_are_no_marks() -> None:
    assert SAY.spoken("⟨PERSON_1⟩, приходи") == "(скрыто: имя), приходи"


def test_a_value_without_a_name_is_said_as_it_is() -> None:
    assert SAY.word("subject", "physics") == "Физика"
    assert SAY.word("subject", "astronomy") == "astronomy"
    assert SAY.word("deed", "lesson.approve") == "Урок утверждён"


def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    assert SAY.decimal(0.5, 2) == "0,50"
    assert Wording("en", NOW, ALMATY).decimal(0.5, 2) == "0.50"
