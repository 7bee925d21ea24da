"""The whole line in a terminal: one question, its blocks as plain text, its citations."""

import re
from collections.abc import Callable
from html import unescape
from uuid import uuid4

from tutor.dialogue.model import ConversationId, Question, TurnEvent, TurnId
from tutor.language import Language, detect
from tutor.people import SchoolId, Student
from tutor.wiring import Service


class NoStudents(Exception):
    """Nobody in this school can be asked for."""


def ask_in_terminal(
    service: Service, school_id: SchoolId, text: str, language: Language | None, say: Callable[[str], None]
) -> None:
    """Asks as the first student of the highest grade and prints what that student would read."""
    student = _student(service, school_id)
    question = Question(
        turn_id=TurnId(str(uuid4())),
        conversation_id=ConversationId(str(uuid4())),
        student=student,
        text=text,
        language=language or detect(text).dominant,
    )
    for event in service.tutor.answer(question):
        for line in _lines(event):
            say(line)


def _student(service: Service, school_id: SchoolId) -> Student:
    for school_class in reversed(service.people.classes_of(school_id)):
        if students := service.people.students_of(school_id, school_class.id):
            return students[0]
    raise NoStudents("This school has no student yet; add one or run: ustaz demo")


def _lines(event: TurnEvent) -> list[str]:
    data = event.data
    if event.name == "block":
        return [_plain(data["html"]), *(f"    [{citation['label']}]" for citation in data["citations"]), ""]
    if event.name == "notice":
        return [f"({data['text']})"]
    if event.name == "done":
        return ["  ".join(f"[{chip['label']}]" for chip in data["chips"])]
    return []


def _plain(html: str) -> str:
    formulas = re.sub(r'<math[^>]*alttext="([^"]*)"[^>]*>.*?</math>', r"\1", html, flags=re.S)
    breaks = re.sub(r"</(p|li|tr|h\d)>", "\n", formulas)
    return unescape(re.sub(r"<[^>]+>", " ", breaks)).strip()
