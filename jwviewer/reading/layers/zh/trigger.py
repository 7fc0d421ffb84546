"""What tells of one event in a Chinese sentence, the words for it, and where its clause begins."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

VERB_TYPES = (
    "ceremony",
    "launch",
    "other",
    "supply",
    "licence",
    "acquisition",
    "investment",
    "cooperation",
)
_STOPS = "，；;：:"
_COMMA = ","
_LOOK = 400
"""Signs before an event in which the beginning of its clause is looked for."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One event in a sentence: its type, the verb or noun that tells it, and what it is called.

    A frame says in which regions the parties stand, and if whom the clause is about is one. What is
    guessed has a chance of less than 1 to be one.
    """

    type: str
    head: Span
    span: Span
    name: str
    anew: bool
    regions: tuple[Span, ...] = ()
    whose: bool = True
    framed: bool = False
    dated: bool = False
    chance: float = 1.0


def clause_start(view: str, sentence: Sentence, position: int) -> int:
    """Return where the clause of a position begins."""
    first = max(sentence.start, position - _LOOK)
    start = max(first, *(view.rfind(stop, first, position) + 1 for stop in _STOPS))
    comma = view.rfind(_COMMA, start, position)
    # That of 12,000 ends no clause.
    while comma >= 0 and comma + 1 < position and view[comma + 1].isdecimal():
        comma = view.rfind(_COMMA, start, comma)
    return max(start, comma + 1)


class TriggerWords:
    """The patterns of events."""

    def __init__(self, lexicons: Lexicons) -> None:
        nouns = lexicons.table("zh/events", "nouns")
        self.noun_type = {word: kind for kind in reversed(nouns) for word in nouns[kind]}
        self.noun = later(rf"(?P<noun>{choice(self.noun_type)})(?:书)?")
        self.sign = later(
            choice(lexicons.table("zh/events", "signing")["verbs"]) + r"(?!字|名|到|收)"
        )
        self.ceremony = later(choice(lexicons.table("zh/events", "ceremony")["nouns"]))
        verbs: dict[str, str] = {}
        for kind in VERB_TYPES:
            for verb in lexicons.table("zh/events", kind).get("verbs", ()):
                verbs.setdefault(verb, kind)
        self.verb_type = verbs
        self.verb = later(choice(verbs))
        modality = lexicons.table("zh/events", "modality")
        words = modality["not_yet"]
        long, short = (
            choice(one for one in words if (len(one) > 1) == much) for much in (True, False)
        )
        self.not_yet = later(rf"(?:{long}[^，。；]{{0,16}}|{short}[^，。；]{{0,4}})\Z")
        self.not_yet_near = later(rf"{choice(modality['not_yet'])}[^，。；]{{0,3}}\Z")
        self.undone = later(rf"{long}|将|拟|[不未没无]|正在")
        self.anew = later(choice(modality["anew"]))


def trigger_words(lexicons: Lexicons) -> TriggerWords:
    """Gather the triggers of all types."""
    return TriggerWords(lexicons)
