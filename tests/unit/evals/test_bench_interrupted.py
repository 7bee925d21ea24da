import random
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.bench import interrupted
from evals.bench.interrupted import pack
from evals.bench.interrupted_kills import phase_seconds, plan
from evals.bench.interrupted_line import WatchedEncoder
from evals.bench.interrupted_state import Kept, counts, differences, read_state
from evals.report import UnusableInput
from retrieval.embedding import Progress, Vectors
from storage import migrate
from storage.database import Database
from storage.lessons import LessonStore
from storage.people import PeopleStore
from tests.fakes import FakeEncoder
from tests.samples import AT, EDITOR, SCHOOL, lesson

SECONDS = {"import": 10.0, "approval": 1.0, "index": 100.0}
COLLECTION = """<collection xmlns="http://cnx.rice.edu/collxml"><content>
<module document="m1"/><module document="m2"/><module document="m3"/></content></collection>"""


class DyingEncoder(FakeEncoder):
    """Ends its process when it is to encode oil."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if "oil" in texts:
            raise SystemExit
        return super().encode_passages(texts, progress)


def test_equal_states_have_no_differences() -> None:
    assert differences(_kept(("a", "ice"), ("b", "iron")), _kept(("b", "iron"), ("a", "ice"))) == {}


def test_what_is_missing_is_lost_and_what_is_there_twice_is_surplus() -> None:
    whole = _kept(("a", "ice"), ("b", "iron"))
    assert differences(whole, _kept(("a", "ice"))) == {"passages": {"lost": 1, "surplus": 0}}
    twice = _kept(("a", "ice"), ("b", "iron"), ("b", "iron"))
    assert differences(whole, twice) == {"passages": {"lost": 0, "surplus": 1}}


def test_the_same_id_with_another_text_is_both_lost_and_surplus() -> None:
    assert differences(_kept(("a", "ice")), _kept(("a", "snow"))) == {"passages": {"lost": 1, "surplus": 1}}


def test_what_is_kept_is_counted_with_its_doubles() -> None:
    assert counts(_kept(("a", "ice"), ("a", "ice"))) == {"passages": 2}


def test_a_stored_lesson_is_read_with_its_units_and_deeds_before_anything_is_indexed(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'ustaz.db'}")
    migrate.upgrade(database)
    PeopleStore(database).add_school(SCHOOL, AT)
    empty = read_state(database, tmp_path)
    assert (counts(empty)["lessons"], counts(empty)["indexed passages"]) == (0, 0)
    LessonStore(database).add_draft(SCHOOL.id, lesson(), [], EDITOR, AT)
    found = read_state(database, tmp_path)
    database.close()
    units = lesson().units
    assert found["units"] == Counter((f"physics-7-density@en.1#{unit.key}", unit.text) for unit in units)
    assert found["deeds"] - empty["deeds"] == Counter([("physics-7-density@en.1", "lesson.add")])
    assert differences(empty, found)["lessons"] == {"lost": 0, "surplus": 1}


def test_kills_go_round_the_phases_and_come_in_the_order_of_the_line() -> None:
    kills = plan(4, SECONDS, random.Random(7))
    assert [kill.phase for kill in kills] == ["import", "import", "approval", "index"]
    assert all(0 <= kill.after <= SECONDS[kill.phase] for kill in kills)
    assert kills == plan(4, SECONDS, random.Random(7))
    assert kills != plan(4, SECONDS, random.Random(8))


def test_several_kills_in_a_phase_share_its_time_as_what_is_done_is_not_done_again() -> None:
    kills = [kill for kill in plan(30, SECONDS, random.Random(7)) if kill.phase == "index"]
    assert len(kills) == 10
    assert all(kill.after <= 10 for kill in kills)


def test_a_phase_lasts_until_the_next_one_and_may_come_again(tmp_path: Path) -> None:
    log = tmp_path / "phases.log"
    log.write_text("100 import\n103 import\n104 approval\n106 index\n116 end\n", encoding="utf-8")
    assert phase_seconds(log) == {"import": 4, "approval": 2, "index": 10, "end": 0}


def test_texts_that_a_killed_process_did_not_finish_count_as_encoded(tmp_path: Path) -> None:
    encoder = WatchedEncoder(DyingEncoder(), tmp_path / "encoded.log")
    encoder.encode_passages(["ice", "iron"])
    with pytest.raises(SystemExit):
        encoder.encode_passages(["oil"])
    assert (tmp_path / "encoded.log").read_text(encoding="utf-8") == "2\n1\n"


@pytest.mark.parametrize(("limit", "modules"), [(0, {"m1", "m2", "m3"}), (2, {"m1", "m2"})])
def test_a_book_is_packed_with_its_first_modules(tmp_path: Path, limit: int, modules: set[str]) -> None:
    book = tmp_path / "book"
    (book / "collections").mkdir(parents=True)
    (book / "collections" / "book.collection.xml").write_text(COLLECTION, encoding="utf-8")
    for module in ("m1", "m2", "m3"):
        (book / "modules" / module).mkdir(parents=True)
        (book / "modules" / module / "index.cnxml").write_text(f"<{module}/>", encoding="utf-8")
    pack(book, tmp_path / "packed", limit)
    with zipfile.ZipFile(tmp_path / "packed") as archive:
        names = archive.namelist()
    assert "book/collections/book.collection.xml" in names
    assert {Path(name).parent.name for name in names if name.endswith(".cnxml")} == modules


@pytest.mark.parametrize("book", ["physics", "physics=nowhere"])
def test_what_is_no_book_is_refused(book: str) -> None:
    with pytest.raises(UnusableInput, match="NAME=FOLDER"):
        interrupted.run([book])


def _kept(*pairs: tuple[str, str]) -> Kept:
    return {"passages": Counter(pairs)}
