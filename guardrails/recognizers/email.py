"""E-mail addresses by shape; mistyped and unknown domains are as personal as valid ones, so no suffix list is asked."""

from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_ADDRESS = compiled(r"(?<![\w.+-])[\w][\w.+\-]*@[\w-]+(?:[.,][\w-]+)+")
_KNOWN_HOST = compiled(
    r"(?<![\w.+-])[\w][\w.+\-]*@\s?(?:gmail|mail|yandex|yahoo|icloud|outlook|hotmail|inbox|bk|list"
    r"|майл|мейл|мэйл|джимейл|гмейл|гмаил|яндекс)(?:\s?\.?\s?(?:com|ru|kz|ру|ком|кз))?(?!\w)"
)
_AFTER_WORD = compiled(
    r"(?<!\w)(?:почта\w*|пошта\w*|e-?mail|имейл|эл\.? ?пошта\w*|мыло|мэйл)\s*(?:мой|моя|менің|м|is|это"
    r"|адрес\w*)?\s*[:=–—-]?\s*(?P<value>[\w.+-]+\s?@\s?[\w.-]+)"
)

DETECTOR = PatternDetector(
    Kind.EMAIL,
    (
        Rule("address", _ADDRESS, score=1.0),
        Rule("known host", _KNOWN_HOST),
        Rule("after the word", _AFTER_WORD),
    ),
)
