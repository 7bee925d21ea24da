"""Every console page with records to show, as its route would pass them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from content.model import LessonId, Status, VersionId
from content.problems import advice, error
from content.render import page_html, plain, to_html
from guardrails.verdict import Action, Category, Decision
from retrieval.chunking import passages_of
from retrieval.records import Found, Hit
from storage.audit import AuditEntry
from storage.consents import Consent
from storage.imports import ImportState
from storage.inbox import Alert, NotCovered, TeacherQuestion
from storage.lessons import VersionSummary
from storage.reports import AlertRecord, AskedInVain, ClassActivity, StudentActivity
from storage.transcripts import ConversationSummary, TranscriptTurn
from tests.samples import AT, CLASS, lesson, person, student
from tutor.dialogue.model import ConversationId, Move, Outcome, TurnEvent, TurnId
from tutor.doctor import Finding
from tutor.http.credentials import Secret
from tutor.http.disagreements import Shown, Side
from tutor.http.kept import Kept
from tutor.http.lesson_changes import changes
from tutor.http.lesson_list import Filter, lesson_rows
from tutor.http.lesson_preview import Stage
from tutor.http.sorting import headings
from tutor.http.teacher_sources import Listed
from tutor.http.transcript import shown_turns
from tutor.people import PersonId, Role

VERSION = VersionId("physics-7-density@en.2")
CONVERSATION = ConversationId("conversation-1")
TURN = TurnId("turn-1")
ASKED = "Меня зовут ⟨PERSON_1⟩, почему <b>лёд</b> плавает?"


def version(number: int = 1, status: Status = Status.APPROVED, **fields: Any) -> VersionSummary:
    named = {
        "id": VersionId(f"physics-7-density@en.{number}"),
        "lesson_id": LessonId("physics-7-density"),
        "language": "en",
        "title": "Density",
        "subject": "physics",
        "grades": (7, 8),
        "book": "Physics 7",
        "section": "2",
        "created_at": AT,
        "decided_by": "",
        "decided_at": None,
    }
    return VersionSummary(**named | {"number": number, "status": status} | fields)


QUESTION = TeacherQuestion(TURN, CONVERSATION, CLASS.id, "Данияр М.", ASKED, "ru", AT, None, None)
ANSWERED = TeacherQuestion(TURN, CONVERSATION, CLASS.id, "Данияр М.", ASKED, "ru", AT, "Потому что он легче.", AT)
_CONVERSATION = ConversationSummary(CONVERSATION, PersonId("s1"), "Данияр М.", CLASS.id, AT, AT, ASKED, 2)
_CITED = {"label": "Density · §2", "version": VERSION, "unit": "density", "start": 0, "end": 10}
ASKED_TURN = TranscriptTurn(
    id=TURN,
    asked_at=AT,
    language="ru",
    question=ASKED,
    hidden=("PERSON", "PHONE", "SOMETHING_NEW"),
    events=(
        TurnEvent(1, "notice", {"code": "hidden", "text": "Имя скрыто."}),
        TurnEvent(
            2, "block", {"n": 1, "kind": "text", "lang": "ru", "html": "<p>Лёд легче.</p>", "citations": [_CITED]}
        ),
        TurnEvent(3, "block", {"n": 2, "kind": "task", "lang": "ru", "html": "<p>Найди.</p>", "citations": []}),
        TurnEvent(4, "block", {"n": 3, "kind": "teacher_reply", "lang": "ru", "html": "<p>Так.</p>", "citations": []}),
    ),
    move=Move.GIVE_CAUSES,
    outcome=Outcome.ANSWERED,
    helped=False,
    decisions=(
        Decision("wellbeing", Action.ALLOW),
        Decision("injection", Action.REDIRECT, Category.JAILBREAK, "ignore-rules", 0.873, "folded"),
    ),
)
ALERT = AlertRecord(TURN, Category.DISCLOSURE, AT, "Гүлнар Серікқызы", AT)
_IN_VAIN = AskedInVain(ASKED, "ru", 2, LessonId("physics-7-density"), AT, CONVERSATION)
_STUDENTS = [
    StudentActivity(PersonId("s1"), 1, "Данияр М.", 2, 5, 1, 0, AT),
    StudentActivity(PersonId("s2"), 2, "Камила О.", 0, 0, 0, 0, None, active=False),
]
_PASSAGES = passages_of(lesson(), VERSION)
_LISTED = [version(), version(2, Status.DRAFT), version(language="kk", title="Тығыздық", status=Status.IN_REVIEW)]
_NOTHING_TYPED = {"notice": "", "fault": "", "typed": "", "typed_for": ""}
_ADDED = [Secret("Айару С.", "4", "123456")]

_SIDE = Side(
    VERSION, lesson(), f"/editor/lessons/{VERSION}#cited", Markup("<p><mark>0,9</mark></p>"), "Oil weighs 0,9 of that."
)
_CONSENTS = {student(1).person.id: Consent(student(1).person.id, "Анасы", AT)}


def _imports() -> list[ImportState]:
    report = {"drafts": 2, "formulas_lost": 1, "suspicious": [f"{VERSION}#density"]}
    return [
        ImportState("i1", "⟨PERSON_1⟩.zip", "running", 3, 10, {}, AT, None),
        ImportState("i2", "book.zip", "finished", 10, 10, report, AT, AT),
        ImportState("i3", "book.pdf", "failed", 0, 0, {"code": "unsupported", "detail": "PDF"}, AT, AT),
    ]


PAGES: dict[str, list[dict[str, Any]]] = {
    "sign_in.html": [
        {"fault": "", "login": "", "kept": ""},
        {"fault": "Тексеріңіз.", "login": "gulnar", "kept": '{"action": "…"}'},
    ],
    "kept.html": [
        {
            "kept": Kept(action="/teacher/turns/1/reply", fields={"text": "<b>Жауап</b>", "place": "questions"}),
            "labels": {"text": "your_reply"},
            "home": "/teacher",
        }
    ],
    "error.html": [{"sentence": "Мұндай бет жоқ."}],
    "teacher_today.html": [
        {
            "now": AT,
            "notice": "alert_gone",
            "classes": {CLASS.id: CLASS},
            "alerts": [Alert("a1", TURN, CONVERSATION, CLASS.id, "Данияр М.", Category.SELF_HARM, AT)],
            "questions": [QUESTION],
            "in_vain": [_IN_VAIN],
            "activity": [ClassActivity(CLASS.id, 24, 18, 40, 2, 1)],
            "recent": {CLASS.id: [_CONVERSATION]},
        },
        {
            "now": AT,
            "notice": "",
            "alerts": [],
            "questions": [],
            "in_vain": [],
            "activity": [],
            "classes": {},
            "recent": {},
        },
    ],
    "teacher_class.html": [
        {
            "school_class": CLASS,
            "students": _STUDENTS,
            "conversations": [_CONVERSATION],
            "student_heads": headings(("number", "name", "questions", "last_at"), "sort", "-questions", {}),
            "conversation_heads": headings(("student", "title", "turns"), "by", "student", {"sort": "name"}),
            "chosen": _STUDENTS[0],
        }
    ],
    "teacher_pin.html": [
        {
            "school_class": CLASS,
            "students": [student(1), student(2)],
            "chosen": "",
            "fault": fault,
            "added": [] if fault else _ADDED,
        }
        for fault in ("", "student_unknown")
    ],
    "teacher_conversation.html": [
        {
            "conversation": _CONVERSATION,
            "school_class": CLASS,
            "turns": shown_turns([ASKED_TURN], [sent], [ALERT]),
            "limit": 4000,
            **_NOTHING_TYPED | typed,
        }
        for sent, typed in (
            (QUESTION, {"fault": "reply_empty", "typed_for": TURN}),
            (ANSWERED, {"fault": "reply_exists", "typed": "Мой ответ", "typed_for": TURN}),
        )
    ],
    "teacher_questions.html": [
        {"classes": {CLASS.id: CLASS}, "answered": answered, "questions": [one], "limit": 4000, **_NOTHING_TYPED}
        for answered, one in ((False, QUESTION), (True, ANSWERED))
    ],
    "teacher_not_covered.html": [{"in_vain": [_IN_VAIN], "titles": {LessonId("physics-7-density"): "Density"}}],
    "teacher_sources.html": [
        {
            "school_class": CLASS,
            "chosen": [Listed("", "", 4), Listed("Physics 7", "Физика 7", 1), Listed("Gone", "Gone", 0)],
            "others": [Listed("Biology 7", "Biology 7", 12)],
            "notice": "sources_saved",
            "fault": "",
        },
        {"school_class": CLASS, "chosen": [], "others": [], "notice": "", "fault": "sources_many"},
    ],
    "teacher_lesson.html": [
        {
            "lesson": lesson(),
            "summary": version(status=Status.RETIRED),
            "html": page_html(lesson(), None, str),
            "newer": newer,
        }
        for newer in (VERSION, None)
    ],
    "editor_lessons.html": [
        {
            "wanted": Filter(title="dens"),
            "rows": lesson_rows(_LISTED, Filter(), "kk"),
            "found": 120,
            "number": 2,
            "pages": 3,
            "approvable": _LISTED[1:],
            "counts": Counter(one.status for one in _LISTED),
            "statuses": tuple(Status),
            "subjects": ["physics", "history-kz", "astronomy"],
            "books": ["Physics 7"],
            "in_vain": [NotCovered(ASKED, "ru", None, 3, AT)],
            "result": {"approved": 2, "decided": 1, "faulty": _LISTED[:1]},
        }
    ],
    "editor_lesson.html": [
        {
            "notice": step,
            "fault": fault,
            "lesson": lesson(),
            "summary": version(2, status),
            "html": page_html(lesson(), None, str),
            "newer": previous and VERSION,
            "stages": [Stage(one, one is status, AuditEntry(AT, "Ольга", "lesson.add", VERSION, {})) for one in Status],
            "siblings": _LISTED,
            "steps": steps,
            "blocked": bool(fault),
            "problems": [(found, found.sentence("en")) for found in (error("no_units"), advice("no_cause", "oil"))],
            "passages": _PASSAGES,
            "previous": previous,
            "changes": changes(lesson(title="Old"), lesson()) if previous else [],
            "rendered": lambda source: to_html(source, "en"),
            "plain": plain,
        }
        for status, steps, step, fault, previous in (
            (Status.IN_REVIEW, ("send_back", "approve"), "submit", "", version()),
            (Status.APPROVED, ("retire",), "", "Бұл нұсқа туралы шешім қабылданып қойған.", None),
        )
    ],
    "editor_not_covered.html": [
        {"in_vain": [NotCovered(ASKED, "ru", LessonId("physics-7-density"), 3, AT)], "titles": {}}
    ],
    "editor_disagreements.html": [
        {"entries": [Shown("f" * 64, (_SIDE, _SIDE), ("0.9", "0.8"))], "found": 1, "notice": "disagreement_dismissed"},
        {"entries": [], "found": 0, "notice": "disagreement_gone"},
    ],
    "editor_imports.html": [
        {
            "imports": _imports(),
            "subjects": ["physics"],
            "is_moving": True,
            "limit": 100,
            "notice": "uploaded",
            "fault": "",
            "report_lines": lambda _state: ["Жаңа жобалар: 2"],
        }
    ],
    "editor_search.html": [
        {
            "question": ASKED,
            "chosen": "ru",
            "found": Found((), 0.21, None, True),
            "hits": [Hit(_PASSAGES[0], 1.5, 0.5, 0.25, 0.125)],
            "fault": "",
            "rendered": to_html,
        },
        {"question": "", "chosen": None, "found": None, "hits": [], "fault": "", "rendered": to_html},
    ],
    "admin_people.html": [
        {
            "classes": [(CLASS, 24, [person(1, Role.TEACHER)]), (CLASS, 0, [])],
            "staff": [person(1, role) for role in (Role.TEACHER, Role.EDITOR, Role.ADMINISTRATOR)],
            "roles": (Role.TEACHER, Role.EDITOR, Role.ADMINISTRATOR),
            "typed": dict.fromkeys(("class_name", "grade", "name", "login", "role", "language"), ""),
            "fault": fault,
            "added": added,
        }
        for fault, added in (("", _ADDED), ("login_taken", []), ("class_name_taken", []))
    ],
    "admin_class.html": [
        {
            "school_class": CLASS,
            "students": [student(1), student(2)],
            "teachers": [],
            "others": [person(1, Role.TEACHER)],
            "first": 3,
            "most": 40,
            "fault": fault,
            "typed": {"names": "Айару С.", "student": student(2).person.id, "given_by": "Әкесі", "given_on": ""},
            "added": _ADDED,
            "consents": consents,
            "lacking": [student(2)] if consents else [],
            "is_young": bool(consents),
            "today": "2026-09-01",
        }
        for fault, consents in (
            ("", _CONSENTS),
            ("given_by_empty", _CONSENTS),
            ("given_on_wrong", _CONSENTS),
            *((fault, {}) for fault in ("students_moved", "students_many", "name_empty", "teacher_unknown")),
        )
    ],
    "admin_person.html": [
        {"found": found, "login": "4", "classes": [CLASS], "added": added, "notice": notice, "fault": fault} | where
        for found, where, added, notice, fault in (
            (person(4), {"school_class": CLASS}, _ADDED, "", ""),
            (person(1, Role.TEACHER), {}, [], "", "deactivate_self"),
            (replace(person(1, Role.EDITOR), active=False), {}, [], "access_closed", ""),
        )
    ],
    "admin_safeguarding.html": [
        {"name": "Сәуле", "contact": "12-кабинет", "notice": "saved", "fault": ""},
        {"name": " ", "contact": "", "notice": "", "fault": "safeguarding_empty"},
    ],
    "admin_audit.html": [
        {
            "entries": [AuditEntry(AT - timedelta(days=3), "Ольга", "lesson.approve", VERSION, {"from": "draft"})],
            "more": 200,
        }
    ],
    "admin_health.html": [
        {
            "findings": [Finding("database", True), Finding("index", False, {"school": "№ 1", "id": "one"})],
            "alone": [CLASS],
        }
    ],
}


FRAME: dict[str, Any] = {
    "session": SimpleNamespace(person=person(1, Role.EDITOR), csrf="csrf-of-the-session"),
    "links": [SimpleNamespace(label="Бүгін", address="/teacher", count=2)],
    "here": "/teacher",
    "back": "/teacher",
}
