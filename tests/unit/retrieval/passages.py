"""Small passages to index."""

from content.model import LessonId, Passage, PassageId, Span, UnitKind, VersionId
from tutor.language import Language


def passage(
    lesson: str,
    text: str,
    language: Language = "en",
    unit: str = "main",
    number: int = 1,
    grades: tuple[int, ...] = (7,),
) -> Passage:
    version = VersionId(f"{lesson}@{language}.{number}")
    return Passage(
        id=PassageId(f"{version}#{unit}"),
        version_id=version,
        lesson_id=LessonId(lesson),
        language=language,
        subject="physics" if lesson.startswith("physics") else "biology",
        grades=grades,
        kind=UnitKind.TEXT,
        unit_key=unit,
        span=Span(0, len(text)),
        text=text,
        title=lesson.replace("-", " "),
    )
