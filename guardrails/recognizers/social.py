"""Handles in social networks, invitation links and links to profiles."""

from guardrails import wordlists
from guardrails.recognizers.finding import Kind
from guardrails.recognizers.pattern import PatternDetector, Rule, compiled

_NETWORK = (
    r"(?:инст\w{0,8}|инсту|insta(?:gram)?|ig|телеграм\w{0,4}|телега\w{0,2}|телеге|телегу|тг|tg"
    r"|telegram|тикток\w{0,3}|тик[-\s]?ток\w{0,3}|tik\s?tok|тт|вк|vk|вконтакте|vkontakte"
    r"|дискорд\w{0,2}|discord|снап\w{0,6}|snap(?:chat)?"
    r"|фейсбук\w{0,3}|facebook|fb|ютуб\w{0,4}|youtube|твич\w{0,2}|twitch|роблокс\w{0,3}|roblox"
    r"|стим\w{0,2}|steam|твиттер\w{0,3}|twitter|скайп\w{0,2}|skype|майнкрафт\w{0,3}|minecraft|threads"
    r"|тредс|lichess|никнейм\w{0,3}|ник|nick(?:name)?|аккаунт\w{0,4}|аккаунтым|account|username"
    r"|юзернейм\w{0,2}|парақша\w{0,3}|пабг|pubg|standoff|стандофф|brawl\s?stars|вотсап|whats?app"
    r"|канал\w{0,4})"
)
_HANDLE = r"(?P<value>@?(?=[\w.\-#]*[a-z0-9_])[a-z0-9_][a-z0-9_.\-]{2,30}(?:#\d{3,5})?)(?!\w)"
_FILLER = (
    r"\s*(?:(?:мой|моя|моё|менің|маған|my|is|это|в|на|я|мен|ім|да|де|ник|nick|name|handle|аты"
    r"|аккаунт\w*|account|im|i'm|название|под ником|жүрмін|called|have|номер|id|аккаунтым|профиль\w*"
    r"|профилім|парақшам|не|находи\w*|добав\w+|жаз|жазыңыз|пиши|пишите|add me|me|at)(?!\w)"
    r"\s*){0,3}[:=\-–—]?\s*[\"«']?"
)
_AT = compiled(r"(?<![\w@./])@[a-z0-9_][a-z0-9_.]{2,31}(?!\w)")
_LINK = compiled(
    r"(?:https?://)?(?:www\.|m\.)?(?:t\.me|telegram\.me|instagram\.com|vk\.com|wa\.me"
    r"|chat\.whatsapp\.com|discord\.gg|discord\.com/invite|tiktok\.com|facebook\.com|fb\.com|ok\.ru"
    r"|snapchat\.com/add|youtube\.com/(?:@|c/|channel/|user/)|twitch\.tv|steamcommunity\.com"
    r"|roblox\.com/users|join\.skype\.com|zoom\.us/j|meet\.google\.com|threads\.net)/?[\w@./?=&%+\-]*"
)
_AFTER_NETWORK = compiled(rf"(?<!\w){_NETWORK}(?!\w){_FILLER}{_HANDLE}")
_DISCORD = compiled(r"(?<!\w)[\w.]{2,32}#\d{4}(?!\w)")


def _is_handle(value: str) -> bool:
    """Whether a word after a network's name is a handle rather than a plain word."""
    plain = value.lstrip("@").lower().strip(".-")
    return not plain.isdigit() and plain not in wordlists.words("words_beside_networks.txt")


DETECTOR = PatternDetector(
    Kind.SOCIAL,
    (
        Rule("handle", _AT),
        Rule("profile or invitation link", _LINK),
        Rule("after a network's name", _AFTER_NETWORK, check=_is_handle),
        Rule("discord tag", _DISCORD),
    ),
)
