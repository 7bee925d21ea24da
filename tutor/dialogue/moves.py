"""Which move answers a message: rules over cues in three languages, follow-ups from what was said before."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.stemming import fold
from tutor.dialogue.model import Move, PastTurn
from tutor.language import Detection, to_cyrillic

_COURTESIES = {Move.GREET, Move.THANK, Move.INTRODUCE_SELF}


@dataclass(frozen=True, slots=True)
class Choice:
    """The move, and whether it goes on with what the last turn showed instead of searching anew."""

    move: Move
    follows_up: bool = False


def choose(message: str, detection: Detection, action: str | None, past: tuple[PastTurn, ...]) -> Choice:
    """The first rule that matches wins: tapped chip, nothing to go on, whole-message cues, cues within, explain."""
    if action in set(Move):
        return Choice(Move(action), follows_up=True)
    if not any(character.isalnum() for character in message):
        return Choice(Move.CLARIFY)
    views = _views(message, detection)
    if alone := _first(_cues()["alone"], views, whole=True):
        return _alone(alone, past)
    return Choice(_first(_cues()["within"], views, whole=False) or Move.EXPLAIN)


def _alone(move: Move, past: tuple[PastTurn, ...]) -> Choice:
    if move in _COURTESIES:
        return Choice(move)
    return Choice(move, follows_up=True) if any(turn.shown for turn in past) else Choice(Move.CLARIFY)


def _views(message: str, detection: Detection) -> tuple[str, ...]:
    bare = " ".join(re.sub(r"[^\w\s'-]", " ", message).split())
    views = [fold(bare)]
    if detection.script == "latin" and detection.dominant != "en":
        views.append(fold(to_cyrillic(bare, detection.dominant)))
    return tuple(views)


def _first(cues: Mapping[Move, re.Pattern[str]], views: Iterable[str], *, whole: bool) -> Move | None:
    for move, pattern in cues.items():
        if any(pattern.fullmatch(view) if whole else pattern.search(view) for view in views):
            return move
    return None


@cache
def _cues() -> Mapping[str, Mapping[Move, re.Pattern[str]]]:
    source = tomllib.loads(files(__package__ or "").joinpath("cues.toml").read_text(encoding="utf-8"))
    return {
        place: {
            Move(name): re.compile("|".join(f"(?:{cue})" for language in cues.values() for cue in language))
            for name, cues in moves.items()
        }
        for place, moves in source.items()
    }
