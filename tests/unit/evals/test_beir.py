import json
from pathlib import Path

import pytest

from evals.beir import read_collection
from evals.report import UnusableInput


def write(folder: Path, corpus: list[dict], queries: list[dict], qrels: str) -> Path:
    (folder / "qrels").mkdir(exist_ok=True)
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + qrels, encoding="utf-8")
    return folder


DOCUMENT = {"_id": "d1", "title": "Мұз", "text": "Мұз суда жүзеді, себебі оның тығыздығы судан аз."}
QUESTION = {"_id": "q1", "text": "Почему лёд плавает в воде?", "extra": 1}


def test_a_document_is_a_passage_in_its_own_language(tmp_path: Path) -> None:
    (passage,) = read_collection(write(tmp_path, [DOCUMENT], [QUESTION], "q1\td1\t1\n")).passages
    assert (passage.lesson_id, passage.language, passage.title) == ("d1", "kk", "Мұз")
    assert passage.text == DOCUMENT["text"]


def test_a_question_carries_its_relevant_passages_and_what_is_said_about_it(tmp_path: Path) -> None:
    asked = [QUESTION, {"_id": "q2", "text": "ice", "lang": "en", "answerable": False}]
    first, second = read_collection(write(tmp_path, [DOCUMENT], asked, "q1\td1\t2\n")).questions
    assert (first.language, first.relevant, first.answerable) == ("ru", {"d1": 2}, None)
    assert (second.language, second.relevant, second.answerable) == ("en", {}, False)


def test_a_question_in_latin_letters_is_also_read_in_cyrillic(tmp_path: Path) -> None:
    asked = [{"_id": "q1", "text": "tygyzdyq degenimiz ne", "lang": "kk"}]
    (question,) = read_collection(write(tmp_path, [DOCUMENT], asked, "")).questions
    assert len(question.extra_views) == 1


def test_unusable_input_is_named_by_file_and_line(tmp_path: Path) -> None:
    folder = write(tmp_path, [DOCUMENT], [QUESTION], "q1 d1 1\n")
    with pytest.raises(UnusableInput, match=r"test\.tsv:2"):
        read_collection(folder)
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "text": "a"}\n{"_id": "d2"}\n')
    with pytest.raises(UnusableInput, match=r"corpus\.jsonl:2 lacks"):
        read_collection(folder)
    (folder / "corpus.jsonl").write_text("{oops\n")
    with pytest.raises(UnusableInput, match=r"corpus\.jsonl:1 is not JSON"):
        read_collection(folder)
    (folder / "corpus.jsonl").unlink()
    with pytest.raises(UnusableInput, match="missing"):
        read_collection(folder)


def test_an_empty_corpus_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="no documents"):
        read_collection(write(tmp_path, [], [QUESTION], ""))
