import pytest

from retrieval.support.dates import check, check_era
from retrieval.support.evidence import Said
from retrieval.support.words import read
from tutor.language import Language

CASES = [
    ("kk", "1961 жылғы 12 сәуірде", "ru", "12 апреля 1961 года", True, "the same day in another language"),
    ("en", "On 12 April 1961", "kk", "1961 жылғы 12 сәуірде ұшты", True, "the same day in English"),
    ("en", "On April 12", "ru", "12.04.1961", True, "a day in digits"),
    ("kk", "12 сәуірде", "ru", "12 мая", False, "another month"),
    ("ru", "4 октября", "kk", "12 сәуірде және 4 қазанда", True, "one of two days"),
    ("ru", "12 октября", "kk", "12 сәуірде және 4 қазанда", False, "the day of another month"),
    ("kk", "1957 жылғы 12 сәуірде", "kk", "1957 жылғы 4 қазанда, 1961 жылғы 12 сәуірде", False, "another day's year"),
    ("en", "in January 1789", "en", "executed on 21 January 1793", False, "another year of the month"),
    ("ru", "в январе", "en", "executed on 21 January 1793", True, "less than the text says"),
    ("en", "It may march.", "ru", "Ничего.", True, "may and march as words"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "claim", "other", "cited", "is_borne", "reason"), CASES, ids=[case[5] for case in CASES]
)
def test_a_day_has_to_stand_in_the_cited_text(
    language: Language, claim: str, other: Language, cited: str, is_borne: bool, reason: str
) -> None:
    said, source = Said(read(claim, language)), Said(read(cited, other))
    assert (not check(said.days, source.days)) is is_borne, reason


@pytest.mark.parametrize(
    ("language", "claim", "is_borne"),
    [("kk", "б.з.б. 519 жылы", True), ("ru", "в 519 году до н. э.", True), ("en", "in 519 BC", True)],
)
def test_a_time_before_our_era_stays_one(language: Language, claim: str, is_borne: bool) -> None:
    early, late = read("In 519 BC", "en"), read("In 519 AD", "en")
    assert (not check_era(read(claim, language), [early])) is is_borne
    assert check_era(read(claim, language), [late])
