"""Talks between companies that came to an end: "Talks between Volta and Kerning collapsed"."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.trigger_forms import IF
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.rule import rule

_NOUN = later(r"\b(?:[Tt]alks|[Nn]egotiations)\b")
_ENDED_THEN = later(
    r"(?!,? (?:said|says|that)\b)[^.;:“”\"]{0,140}? (?:(?:have|has|had|were|was|been|also|then|"
    r"finally|[a-z]+ly) ){0,4}(?P<verb>broken off|called off|broke down|broken down|collapsed|"
    r"ended|failed|foundered|fell through|fallen through|abandoned|suspended|terminated|halted|"
    r"came to nothing|come to nothing|scrapped)\b(?! to\b)"
)
_ENDED_FIRST = later(
    r"\b(?P<verb>ended|broke off|broken off|called off|walked away from|walked out of|abandoned|"
    r"suspended|terminated|halted|pulled out of|withdrew from|quit|cut short) "
    r"(?:(?:its|their|the|all|these|those|[a-z-]+|[A-Z][\w-]+(?:['’]s)?) ){0,4}\Z"
)
_UNSURE = later(
    r"\b(?:will|would|could|may|might|can|to|not|never|if|whether|unless|until|till|deny|denied|denies|"
    r"fears?|feared|nearly|almost|[a-z]+n['’]t)(?: (?:have|had|be|been))*\b[^.;:]{0,20}\Z"
)
_REACH = 60


@rule(
    "events.talks",
    examples=(
        (
            "Talks between Voltessa AB and Kerning AG about a merger have been broken off.",
            "event event_type=other; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB broke off talks with Kerning AG in April 2023.",
            "event date=2023-04; event_type=other; participants=Voltessa AB, Kerning AG",
        ),
    ),
    counter_examples=(
        "Talks between Voltessa AB and Kerning AG about a merger are continuing.",
        "Voltessa AB could break off talks with Kerning AG.",
        "If talks between Voltessa AB and Kerning AG failed, prices would fall.",
        "Talks between Voltessa AB and Kerning AG have not ended.",
    ),
)
def talks(draft: Draft) -> None:
    """Read which talks of companies were ended, and when."""
    view = draft.article.view
    if _NOUN.search(view) is None:
        return
    reader = EventReader(draft)
    if len(reader.mentions.companies) < 2:
        return
    told = ToldEvents(draft)
    for noun in _NOUN.finditer(view):
        sentence = draft.sentence(noun.start())
        begin = max(sentence.start, noun.start() - _REACH)
        ended = _ENDED_FIRST.search(view, begin, noun.start()) or _ENDED_THEN.match(
            view, noun.end(), sentence.end
        )
        if ended is None or IF.search(view, max(sentence.start, begin - _REACH), noun.start()):
            continue
        verb = ended.span("verb")
        if _UNSURE.search(view, max(sentence.start, verb[0] - 24), verb[0]):
            continue
        span = min(noun.start(), verb[0]), max(noun.end(), verb[1])
        trigger = Trigger("other", verb, span, "", False, "ended")
        parts = reader.parts(sentence, trigger, [])
        least = 1 if view.startswith(" between ", noun.end()) else 2
        if len(parts.entities) >= least and not told.has(sentence, trigger, parts):
            told.add(trigger, parts, rule="events.talks", confidence=0.55)


RULES = (talks,)
