"""All detectors, in the order of the harm a leak would do."""

from guardrails.recognizers import (
    account,
    address,
    bank,
    birth,
    document,
    email,
    kz_iin,
    phone,
    school,
    school_class,
    social,
)
from guardrails.recognizers.finding import Detector
from guardrails.recognizers.names import NameDetector

DETECTORS: tuple[Detector, ...] = (
    kz_iin.DETECTOR,
    bank.CARD,
    bank.IBAN,
    document.DETECTOR,
    phone.DETECTOR,
    email.DETECTOR,
    account.DETECTOR,
    social.DETECTOR,
    address.DETECTOR,
    school.DETECTOR,
    school_class.DETECTOR,
    birth.DETECTOR,
    NameDetector(),
)
