"""Schools: by number, by type and name, by the names of school networks."""

from guardrails.recognizers.context import FIRST_PERSON, STUDYING
from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_KIND_RU = (
    r"(?:(?:средн\w+|общеобразовательн\w+|специализированн\w+|частн\w+|городск\w+|сельск\w+"
    r"|музыкальн\w+|художественн\w+|спортивн\w+)\s+)?(?:школ\w{0,4}(?:\s?-\s?(?:гимнази\w+|лице\w+"
    r"|интернат\w*))?|гимнази\w+|лице\w{1,3}|сош|шг|кгу|колледж\w*|садик\w*|детск\w+\s+сад\w*)"
)
_KIND_KK = (
    r"(?:(?:орта|негізгі|жалпы\s+білім\s+беретін|музыка|спорт|өнер|облыстық|қалалық|ауылдық"
    r"|мамандандырылған)\s+)*(?:мектеп(?:-?\s?(?:гимназия|лицей|интернат))?\w{0,9}|мектеб\w{1,9}"
    r"|гимназия\w{0,6}|лицей\w{0,6}|mektep\w{0,6}|mektebi\w{0,5}|орта мектеп\w*)"
)
_KIND_EN = (
    r"(?:(?:secondary|high|middle|primary|public|private|state|comprehensive)"
    r"\s+)?(?:school(?:[-\s](?:gymnasium|lyceum))?|gymnasium|lyceum|shkol\w{0,3}|mektep\w{0,4})"
)
_NUMBER = r"(?:№|#|no\.?|n|number|номер)?\s?\d{1,3}"
_AFTER_NAME = r"(?:\s*(?:имени|им\.?)\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][\w.]*(?:\s[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+)?)?"
_NETWORKS = (
    r"(?:нзм\w{0,6}|ниш\w{0,4}|nis|назарбаев\s+зияткерлік\s+мектеб\w*"
    r"|назарбаев\s+интеллектуальн\w+\s+школ\w*|nazarbayev\s+intellectual\s+school\w*|бил\w{0,3}"
    r"|ктл\w{0,3}|білім[-\s]инновация\w*(?:\s+лице\w+)?|рфмш\w{0,3}|рфмм\w{0,5}|фмш|qazaq-?turkish"
    r"|kazakh-?turkish\s+lyceum|хейлибери|haileybury|мирас|miras|дарын\s+мектеб\w*)"
)
_PERSONAL = compiled(f"{FIRST_PERSON}|{STUDYING}")
_ORDINAL_KK = r"(?:-?\s?(?:ші|шы|інші|ыншы|нші|нші|шi))?"

DETECTOR = PatternDetector(
    Kind.SCHOOL,
    (
        Rule(
            "kind and number",
            compiled(rf"(?<!\w){_KIND_RU}(?:\s+[а-яё-]+)?\s*(?:№|#|номер|no\.?|n)\s?\d{{1,3}}(?!\d){_AFTER_NAME}"),
        ),
        Rule(
            "kind and bare number",
            compiled(
                r"(?<!\w)(?:школ\w{0,3}|гимнази\w+|лице\w{1,3}|школ\w*-(?:лицей|гимнази)\w*)"
                r"\s?-?\s?\d{1,3}(?![\d]|\s*(?:класс|ученик|учеников|человек|дет|лет|год|процент|%"
                r"|учит|час|мин|урок|предмет|этаж|каб))"
            ),
        ),
        Rule(
            "number and kind",
            compiled(rf"(?<![\w.,])(?:№|#)?\s?\d{{1,3}}\s?(?:-?(?:я|ю|й|ой|ую|ая|ей))?\s+{_KIND_RU}(?!\w)"),
            check=lambda v: not _is_count(v),
        ),
        Rule(
            "number and kind, Kazakh",
            compiled(
                r"(?<![\w.,])(?:№|#|no\.?\s?)"
                rf"\s?\d{{1,3}}{_ORDINAL_KK}\s*(?:[а-яәғқңөұүһі]+\s+(?:атындағы\s+)?)"
                rf"{{0,3}}?{_KIND_KK}(?!\w)"
            ),
        ),
        Rule(
            "ordinal and kind, Kazakh",
            compiled(rf"(?<![\w.,])\d{{1,3}}\s?-?\s?(?:ші|шы|інші|ыншы|нші|shi|shy)\s+(?:орта\s+)?{_KIND_KK}(?!\w)"),
        ),
        Rule(
            "bare number and kind, Kazakh",
            compiled(rf"(?<![\w.,])\d{{1,3}}\s?-?\s?(?:орта\s+)?{_KIND_KK}(?!\w)"),
            near=_PERSONAL,
        ),
        Rule("kind and number, Kazakh", compiled(rf"(?<!\w){_KIND_KK}\s*(?:№|#|нөмір|номер)\s?\d{{1,3}}(?!\d)")),
        Rule(
            "named school",
            compiled(
                rf"(?<!\w)(?:[А-ЯЁӘҒҚҢӨҰҮҺІ][\w.-]*\s+){{1,3}}(?:атындағы|атындагы)\s+(?:(?:№|#)"
                rf"\s?\d{{1,3}}\s+)?{_KIND_KK}(?!\w)"
            ),
            near=_PERSONAL,
        ),
        Rule(
            "school named after",
            compiled(rf"(?<!\w){_KIND_RU}\s+(?:имени|им\.?)\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][\w.]*(?:\s[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+)?"),
            near=_PERSONAL,
        ),
        Rule(
            "kind and number, English",
            compiled(
                rf"(?<!\w){_KIND_EN}\s*(?:№|#|no\.?|n|number|num)?\s?\d{{1,3}}(?!\d|\s*(?:students"
                r"|pupils|children|days|hours|years))"
            ),
        ),
        Rule("number and kind, English", compiled(rf"(?<!\w)(?:№|#|no\.?)\s?\d{{1,3}}\s+{_KIND_EN}(?!\w)")),
        Rule(
            "network",
            compiled(
                rf"(?<!\w){_NETWORKS}(?:\s+(?:фмн|хбн|фмб|хбб|ibu|pm|phm|cb))?(?:\s+(?:в|г\.?|қаласы"
                r"|in)?\s?(?:[А-ЯӘҒҚҢӨҰҮҺІA-Z]\w+))?(?!\w)"
            ),
            near=_PERSONAL,
        ),
    ),
)


def _is_count(value: str) -> bool:
    """Whether the school's word is in a form that counts schools: 5 школ, 3 мектеп салынды needs a context we lack."""
    return value.lower().endswith(
        ("школ", "школы", "лицеев", "гимназий", "садиков", "школах", "школам", "колледжей", "колледжа", "лицея")
    )
