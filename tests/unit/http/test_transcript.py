from dataclasses import replace

from guardrails.verdict import Action, Decision
from storage.transcripts import TranscriptTurn
from tests.unit.http import page_samples
from tests.unit.http.page_samples import TURN
from tutor.dialogue.model import TurnEvent
from tutor.http.transcript import page_address, shown_turns

_BLOCK = {"n": 1, "kind": "text", "lang": "en", "html": "<p>So.</p>", "citations": []}


def _turn(*events: TurnEvent, decisions: tuple[Decision, ...] = ()) -> TranscriptTurn:
    return replace(page_samples.ASKED_TURN, events=events, decisions=decisions)


def test_a_reply_of_the_teacher_stands_after_the_answer() -> None:
    reply = TurnEvent(9, "block", _BLOCK | {"kind": "teacher_reply"})
    (shown,) = shown_turns([_turn(reply, TurnEvent(2, "block", _BLOCK))], [], [])
    assert [block.kind for block in (*shown.blocks, *shown.replies)] == ["text", "teacher_reply"]


def test_only_decisions_that_did_something_stand_out() -> None:
    allowed, refused = Decision("wellbeing", Action.ALLOW), Decision("topics", Action.REFUSE)
    (shown,) = shown_turns([_turn(decisions=(allowed, refused))], [], [])
    assert (shown.grave, shown.plain) == ((refused,), (allowed,))


def test_a_question_awaits_a_reply_until_it_has_one() -> None:
    for sent, awaits in (([], False), ([page_samples.QUESTION], True), ([page_samples.ANSWERED], False)):
        assert shown_turns([_turn()], sent, [])[0].awaits_reply is awaits


def test_an_answer_that_was_cut_short_says_so() -> None:
    cut = TurnEvent(2, "error", {"code": "interrupted", "text": "The answer broke off."})
    assert shown_turns([_turn(cut)], [], [])[0].notices == ("The answer broke off.",)


def test_a_citation_leads_to_its_sentence_on_the_page() -> None:
    cited = {"label": "…", "version": "physics-7-density@ru.1", "unit": "oil & water", "start": 3, "end": 9}
    address = page_address(cited)
    assert address == "/teacher/lessons/physics-7-density%40ru.1?unit=oil+%26+water&start=3&end=9#cited"


def test_an_alert_stands_beside_the_turn_that_raised_it() -> None:
    assert shown_turns([_turn()], [], [page_samples.ALERT])[0].alert == page_samples.ALERT
    assert page_samples.ALERT.turn_id == TURN
