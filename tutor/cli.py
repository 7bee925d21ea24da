"""The command ``ustaz``: everything an administrator does without a browser."""

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from content.importers import Defaults
from storage.people import NameTaken
from storage.sign_in import hash_secret
from tutor import demonstration, logs
from tutor.language import LANGUAGES, Language, detect, to_cyrillic
from tutor.people import Person, PersonId, Role, School, SchoolId
from tutor.publishing.line import Source
from tutor.settings import Settings
from tutor.wiring import Service, now

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
SYSTEM = PersonId("system")


def main() -> None:
    """Entry point of the installed command."""
    app()


@app.command()
def serve(host: str | None = None, port: int | None = None) -> None:
    """Serves the tutor and works on its background jobs."""
    import uvicorn

    from tutor.http.app import create_app
    from tutor.worker import Worker

    settings = Settings()
    logs.configure(as_json=settings.mode == "production")
    service = Service(settings, say)
    service.migrate()
    if settings.mode == "demonstration":
        demonstration.prepare(service, say)
    host, port = host or settings.host, port or settings.port
    if not (service.settings.folder / "index").exists():
        say("Indexing the approved lessons …")
    index_where_missing(service)
    say("Loading the models …")
    service.warm()
    consumer = Worker(service).consumer() if settings.worker == "inside" else None
    if consumer:
        consumer.start()
    service.queue.wake()
    say(f"\nUstaz is ready: http://{host}:{port}  (chat) · http://{host}:{port}/sign-in  (teachers, editors)")
    if settings.mode == "demonstration":
        for hint in demonstration.hints():
            say(f"  {hint.who}: {hint.what}")
    try:
        uvicorn.run(create_app(service), host=host, port=port, log_level="warning", timeout_graceful_shutdown=5)
    finally:
        if consumer:
            consumer.stop()


@app.command()
def worker() -> None:
    """Works on background jobs in a process of its own, beside ``serve``."""
    from tutor.worker import Worker

    service = Service(Settings())
    consumer = Worker(service).consumer()
    consumer.start()
    service.queue.wake()
    threading.Event().wait()


@app.command()
def prepare_models() -> None:
    """Converts and checks the packaged models, so that the first start is quick."""
    Service(Settings(), say).encoder.warm()
    say("The models are ready.")


@app.command()
def migrate() -> None:
    """Brings the database to the newest schema."""
    Service(Settings()).migrate()
    say("The database is up to date.")


@app.command()
def demo() -> None:
    """Makes the demonstration school where it is missing."""
    service = _open()
    if not demonstration.prepare(service, say):
        say("The demonstration school is already there.")
    index_where_missing(service)


@app.command()
def create_school(name: str, safeguarding_name: str, safeguarding_contact: str, language: str = "kk") -> None:
    """Creates a school; it must name the adult who is told when a child is in danger."""
    school = School(SchoolId(uuid4().hex), name, _language(language), safeguarding_name, safeguarding_contact)
    _open().people.add_school(school, now())
    say(f"School {school.id} created.")


@app.command()
def create_user(school: str, login: str, name: str, role: Role, language: str = "kk") -> None:
    """Creates a teacher, editor or administrator; asks for the password."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    person = Person(PersonId(uuid4().hex), SchoolId(school), role, login, name, _language(language))
    try:
        _open().people.add_person(person, hash_secret(password), SYSTEM, now())
    except NameTaken:
        say(f"There is already somebody with the login {login}.")
        raise typer.Exit(1) from None
    say(f"{role} {login} created.")


@app.command("import")
def import_(path: Path, subject: str = "", grades: str = "", school: str = "", approve: bool = False) -> None:
    """Reads a book or lessons in as drafts; --subject and --grades 9,10 where the source does not say them."""
    service = _open()
    school_id = _school(service, school)
    about = Defaults(subject=subject, grades=tuple(int(grade) for grade in grades.split(",") if grade))
    source = Source(school_id, path, about)
    imported = service.publisher.import_file(
        source, SYSTEM, now(), lambda done, total: _progress("Reading", done, total)
    )
    say(f"\n{len(imported.drafts)} new drafts, {imported.unchanged} unchanged.")
    say(", ".join(f"{what.replace('_', ' ')} {count}" for what, count in asdict(imported.report).items()))
    for passage in imported.suspicious:
        say(f"  looks like a hidden instruction, please read: {passage}")
    if approve:
        for version_id in imported.drafts:
            service.lessons.take_step(school_id, version_id, "approve", SYSTEM, now())
        _index(service, school_id)


@app.command()
def approve(version: str, school: str = "") -> None:
    """Approves a lesson version and indexes it."""
    from content.model import VersionId

    service = _open()
    school_id = _school(service, school)
    service.lessons.take_step(school_id, VersionId(version), "approve", SYSTEM, now())
    _index(service, school_id)


@app.command()
def index(school: str = "") -> None:
    """Builds the search index anew beside the old one and swaps them."""
    service = _open()
    _index(service, _school(service, school))


@app.command()
def search(
    question: str,
    lang: Annotated[str, typer.Option()] = "",
    limit: int = 10,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    school: str = "",
) -> None:
    """Shows which passages a question finds."""
    from retrieval.retriever import Query, Scope

    service = _open()
    school_id = _school(service, school)
    detection = detect(question)
    language = _language(lang) if lang else detection.dominant
    views = (to_cyrillic(question, language),) if detection.script == "latin" and language != "en" else ()
    retriever = service.retriever(school_id)
    query = Query(question, language, retriever.embed(views[0] if views else question), views)
    versions = frozenset(version for version, _ in service.lessons.approved(school_id))
    found = retriever.find(query, Scope(versions=versions, prefer_language=language), limit)
    rows = [{"id": hit.passage.id, "score": round(hit.score, 4), "text": hit.passage.text} for hit in found.hits]
    if as_json:
        say(json.dumps({"confidence": found.confidence, "crossed": found.crossed, "hits": rows}, ensure_ascii=False))
        return
    for row in rows:
        say(f"{row['score']:8.3f}  {row['id']}\n          {str(row['text'])[:110]}")


@app.command()
def redact() -> None:
    """Masks personal data in the text on standard input."""
    guards = Service(Settings()).guards
    text = sys.stdin.read()
    sys.stdout.write(guards.mask(text, detect(text).dominant, {}).text)


@app.command()
def guard() -> None:
    """Prints the verdict on the text on standard input as JSON."""
    guards = Service(Settings()).guards
    text = sys.stdin.read()
    language = detect(text).dominant
    verdict = guards.check_inbound(guards.mask(text, language, {}).text, language)
    decisions = [
        {"guard": d.guard, "action": d.action, "category": d.category, "rule": d.rule, "score": d.score, "view": d.view}
        for d in verdict.decisions
    ]
    say(
        json.dumps({"action": verdict.action, "category": verdict.category, "decisions": decisions}, ensure_ascii=False)
    )


@app.command()
def check(path: Path, lang: str = "en") -> None:
    """Says what a lesson is missing, by file and line."""
    from content.checks.__main__ import main as check_main

    raise typer.Exit(check_main([str(path), "--lang", lang]))


@app.command()
def ask(question: str, lang: str = "", school: str = "") -> None:
    """Answers a question in the terminal, with its citations."""
    from tutor.asking import ask_in_terminal

    service = _open()
    ask_in_terminal(service, _school(service, school), question, _language(lang) if lang else None, say)


@app.command()
def doctor(lang: str = "") -> None:
    """Says what is missing and how to mend it; --lang kk, ru or en, else the language of the terminal."""
    from tutor.doctor import findings

    language = _language(lang) if lang else _terminal_language()
    bad = 0
    for finding in findings(Service(Settings())):
        bad += not finding.is_good
        say(f"{'✓' if finding.is_good else '✗'} {finding.what(language)}")
        if not finding.is_good:
            say(f"    {finding.mend(language)}")
    raise typer.Exit(1 if bad else 0)


def say(line: str) -> None:
    """One line for a person."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def index_where_missing(service: Service) -> None:
    """Indexes every school that has no usable index yet."""
    for school in service.people.schools():
        if not service.retriever(school.id).is_ready:
            _index(service, school.id)


def _open() -> Service:
    logs.configure(as_json=False)
    service = Service(Settings(), say)
    service.migrate()
    return service


def _index(service: Service, school_id: SchoolId) -> None:
    count = service.publisher.index(school_id, lambda done, total: _progress("Indexing", done, total))
    say(f"\n{count} passages indexed.")


def _progress(what: str, done: int, total: int) -> None:
    sys.stdout.write(f"\r{what}: {done} of {total}")
    sys.stdout.flush()


def _school(service: Service, wanted: str) -> SchoolId:
    schools = service.people.schools()
    if wanted:
        return SchoolId(wanted)
    if len(schools) != 1:
        say("Name the school with --school: " + ", ".join(f"{school.id} ({school.name})" for school in schools))
        raise typer.Exit(2)
    return schools[0].id


def _terminal_language() -> Language:
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    for language in LANGUAGES:
        if said.startswith(f"{language}_"):
            return language
    return "en"


def _language(code: str) -> Language:
    for language in LANGUAGES:
        if code == language:
            return language
    say(f"The language is kk, ru or en, not {code!r}.")
    raise typer.Exit(2)
