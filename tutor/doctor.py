"""What an installation is missing and how to mend it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from storage import migrate
from storage.database import DatabaseGone
from tutor import texts
from tutor.language import Language
from tutor.people import School, SchoolId
from tutor.settings import SettingsInvalid
from tutor.wiring import Service

_ROOM_GIGABYTES = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at: ``key`` names its text in the area ``doctor``, ``key_mend`` what to do."""

    key: str
    is_good: bool
    values: Mapping[str, object] = field(default_factory=dict)

    def what(self, language: Language) -> str:
        return texts.text(f"doctor.{self.key}", language, **self.values)

    def mend(self, language: Language) -> str:
        """What to do about it; nothing where all is well."""
        return "" if self.is_good else texts.text(f"doctor.{self.key}_mend", language, **self.values)


def findings(service: Service, school_id: SchoolId | None = None) -> Iterator[Finding]:
    """Looks at disk, secrets, database, models, lessons, index and the safeguarding contact, in this order.

    With ``school_id`` it names that school only.
    """
    free = shutil.disk_usage(service.settings.folder).free // 2**30
    yield Finding("disk", free >= _ROOM_GIGABYTES, {"free": free})
    yield _vault_key(service)
    is_usable = service.database.is_usable()
    yield Finding("database", is_usable)
    if not is_usable:
        return
    is_current = _is_current(service)
    yield Finding("schema", is_current)
    wrong = service.model_faults()
    yield Finding("models", not wrong, {"files": ", ".join(wrong)})
    if is_current:
        yield from _schools(service, school_id)


def _vault_key(service: Service) -> Finding:
    path = service.settings.vault_key_path
    try:
        service.settings.vault_key()
    except (SettingsInvalid, OSError):
        return Finding("vault_key", False, {"path": path})
    return Finding("vault_key", True)


def _is_current(service: Service) -> bool:
    try:
        return migrate.is_current(service.database)
    except DatabaseGone:
        return False


def _schools(service: Service, school_id: SchoolId | None) -> Iterator[Finding]:
    if school_id:
        yield from _school(service, service.people.school(school_id))
        return
    schools = service.people.schools()
    yield Finding("schools", bool(schools), {"count": len(schools)})
    for school in schools:
        yield from _school(service, school)


def _school(service: Service, school: School) -> Iterator[Finding]:
    approved, about = len(service.lessons.approved(school.id)), {"school": school.name, "id": school.id}
    yield Finding("contact", bool(school.safeguarding_name and school.safeguarding_contact), about)
    yield Finding("lessons", approved > 0, {**about, "count": approved})
    yield Finding("index", service.retriever(school.id).is_ready, about)
