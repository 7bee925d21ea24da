"""What an installation is missing and how to mend it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from storage import migrate
from storage.database import DatabaseGone
from tutor.settings import SettingsInvalid
from tutor.wiring import Service

_ROOM_BYTES = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    is_good: bool
    mend: str = ""


def findings(service: Service) -> Iterator[Finding]:
    """Looks at disk, secrets, database, models, lessons, index and the safeguarding contact, in this order."""
    free = shutil.disk_usage(service.settings.folder).free
    yield Finding(f"free disk space: {free / 2**30:.1f} GB", free > _ROOM_BYTES, "Make at least 2 GB of room.")
    yield _secrets(service)
    if not service.database.is_usable():
        yield Finding("database", False, "Start it, or correct USTAZ_DATABASE_URL; the data folder must be writable.")
        return
    try:
        current = migrate.is_current(service.database)
    except DatabaseGone:
        current = False
    yield Finding("database schema is the newest", current, "Run: ustaz migrate")
    yield from _models(service)
    if current:
        yield from _schools(service)


def _secrets(service: Service) -> Finding:
    try:
        service.settings.vault_key()
    except SettingsInvalid as error:
        return Finding("vault key", False, str(error))
    return Finding("vault key", True)


def _models(service: Service) -> Iterator[Finding]:
    wrong = service.model_faults()
    yield Finding(
        "models, compared by hash", not wrong, f"Delete {', '.join(wrong)} and start again to make them anew."
    )


def _schools(service: Service) -> Iterator[Finding]:
    schools = service.people.schools()
    yield Finding(f"schools: {len(schools)}", bool(schools), "Run: ustaz create-school, or ustaz demo to look around.")
    for school in schools:
        has_contact = bool(school.safeguarding_name and school.safeguarding_contact)
        yield Finding(f"{school.name}: safeguarding contact", has_contact, "Name one on the administrator's page.")
        approved = len(service.lessons.approved(school.id))
        yield Finding(f"{school.name}: {approved} approved lessons", approved > 0, "Run: ustaz import PATH --approve")
        ready = service.retriever(school.id).is_ready
        yield Finding(f"{school.name}: search index", ready, f"Run: ustaz index --school {school.id}")
