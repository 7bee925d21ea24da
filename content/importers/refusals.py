"""Why a file is not imported."""

from tutor.language import Language
from tutor.texts import phrasings


class ImportRefused(ValueError):
    """A file that cannot be taken in; ``code`` says why, ``detail`` names the format or member where that helps."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())

    def sentence(self, language: Language) -> str:
        """The reason for the person who gave the file."""
        return phrasings(f"content.import_{self.code}", language)[0].format(detail=self.detail)
