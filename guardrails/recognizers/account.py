"""User names with passwords, and network addresses."""

from guardrails import wordlists
from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_LOGIN = (
    r"(?:логин\w{0,4}|login|username|user\s?name|user|имя\s+пользователя|пайдаланушы\s+аты|логинім"
    r"|login[ií]m|kundelik\w*|күнделік\w*)"
)
_PHRASE = (
    r"(?:парол\w{0,4}|пороль|құпия\s?сөз\w{0,4}|купия\s?соз\w{0,4}|password|passwd|pass|pwd|пас|pin"
    r"|пин(?:-?код\w*)?|паролім|кодовое\s+слово|парольім|parol\w{0,3})"
)
_LINKS = (
    r"\s*(?:(?:мой|моя|менің|my|is|это|от|у меня|такой|вот|қазір|к|для|на|в|to|for|the|a|жаңа|новый"
    r"|кунделик\w*|kundelik\w*|күнделік\w*|аккаунт\w*|почт\w*|wi-?fi|вайфа\w*|сайт\w*)(?!\w)"
    r"\s*){0,3}[:=\-–—]?\s*[\"«'“]?"
)
_CREDENTIAL = r"(?P<value>[^\s,;\"»”]{3,40}[^\s,;\"»”.!?])"
_IP = compiled(r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])")
_IP_WORDS = compiled(r"(?<!\w)(?:ip|айпи|адрес\w*|мекенжай\w*|address|сервер\w*|server)(?!\w)")
_PLAIN_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"


def _is_secret(value: str) -> bool:
    """Whether the word is a credential and not part of a sentence: Latin letters, digits or signs in it."""
    marked = not all(character in _PLAIN_LETTERS for character in value.lower())
    return marked and value.lower() not in wordlists.words("words_beside_passwords.txt")


DETECTOR = PatternDetector(
    Kind.USERNAME,
    (
        Rule(
            "login",
            compiled(rf"(?<!\w){_LOGIN}(?!\w){_LINKS}{_CREDENTIAL}"),
            near=compiled(rf"{_PHRASE}|(?<!\w)(?:мой|менің|my|логин|login|логинім)"),
            check=_is_secret,
        ),
        Rule(
            "password",
            compiled(rf"(?<!\w){_PHRASE}(?!\w){_LINKS}{_CREDENTIAL}"),
            check=lambda value: _is_secret(value) and _is_telling(value),
        ),
        Rule(
            "password, marked",
            compiled(rf"(?<!\w){_PHRASE}(?!\w)\s*(?:менің|мой|my|is)?\s*[:=]\s*{_CREDENTIAL}"),
        ),
        Rule("network address", _IP, near=_IP_WORDS),
    ),
)


def _is_telling(value: str) -> bool:
    return any(character.isdigit() or character in "_@#$%^&*!-" for character in value) or len(value) >= 6
