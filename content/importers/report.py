"""What an import found, lost and left out."""

from dataclasses import astuple, dataclass

from content.model import Figure, Lesson


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts; reports of parts add up to the report of the whole."""

    modules: int = 0
    units: int = 0
    formulas_kept: int = 0
    formulas_lost: int = 0
    tables: int = 0
    figures: int = 0
    figures_missing: int = 0
    exercises: int = 0
    exercises_skipped: int = 0
    glossary_terms: int = 0
    teacher_notes_skipped: int = 0

    def __add__(self, other: "ImportReport") -> "ImportReport":
        return ImportReport(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class ImportedModule:
    """One lesson an importer made, its pictures, and what could not be kept (formula sources, names of pictures)."""

    lesson: Lesson
    figures: tuple[Figure, ...]
    report: ImportReport
    lost_formulas: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()
