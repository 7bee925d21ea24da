from collections.abc import Callable

import pytest

from guardrails.personal_data import PersonalDataMasker
from guardrails.pipeline import Pipeline


@pytest.fixture(scope="session")
def masker() -> PersonalDataMasker:
    masker = PersonalDataMasker(b"a key for tests")
    masker.warm_up()
    return masker


@pytest.fixture(scope="session")
def mask(masker: PersonalDataMasker) -> Callable[[str], str]:
    """The text with placeholders, in a conversation of its own."""
    return lambda text: masker.mask(text, "ru", {}).text


@pytest.fixture(scope="session")
def pipeline(masker: PersonalDataMasker) -> Pipeline:
    return Pipeline(masker)
