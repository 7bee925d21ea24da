import pytest
from pydantic import ValidationError

from tutor.settings import Settings


def test_times_are_those_of_almaty_unless_a_school_says_otherwise() -> None:
    assert Settings.model_fields["time_zone"].default.key == "Asia/Almaty"
    assert Settings.model_validate({"time_zone": "Asia/Aqtau"}).time_zone.key == "Asia/Aqtau"


def test_a_time_zone_that_does_not_exist_is_named_at_start() -> None:
    with pytest.raises(ValidationError, match="time_zone"):
        Settings.model_validate({"time_zone": "Asia/Alma-Ata"})
