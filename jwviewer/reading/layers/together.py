"""What companies have done together since a date, by any verb: "have brewed an ale together"."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_adding import ToldEvents
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.layers.verb_series import is_another
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute
from jwviewer.reading.rule import rule

_PERFECT = later(
    r"\b(?:have|has|had|['’]ve) (?:(?:been|also|since|always|then|jointly|together|[a-z]+ly) ){0,3}"
    r"(?P<verb>[a-z]{2,}(?:ed|ing|ept|eld|uilt|ent|[aeiou]wn)|run|sold|made|won|done|met|put|shared)\b"
)
_TOGETHER = later(r"\b(?:together|jointly|side by side)\b")
_STOPS = later(
    r"[;:“”\"]|\b(?:that|which|who|whose|until|will|would|not|never|if|while|but|because|than)\b"
)
_FARTHEST = 130


@rule(
    "events.together",
    examples=(
        (
            "Voltessa AB and Kerning AG have brewed an ale together every autumn since 2020.",
            "event date=2020/..; event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB and Kerning AG met. Since 2017 they have sold cheese together.",
            "event date=2017/..; event_type=cooperation; participants=Voltessa AB, Kerning AG",
        ),
    ),
    counter_examples=(
        "Voltessa AB and Kerning AG have never brewed an ale together since 2020.",
        "Voltessa AB has brewed an ale since 2020.",
        "Voltessa AB has put together a new ale since 2020.",
    ),
)
def together(draft: Draft) -> None:
    """Read what two companies have done together since a date."""
    view = draft.article.view
    if _TOGETHER.search(view) is None:
        return
    reader = EventReader(draft)
    if len(reader.mentions.companies) < 2:
        return
    told = ToldEvents(draft)
    for date in draft.of_kind("_date"):
        if date.value("sense") != "since" or not date.value("date"):
            continue
        sentence = draft.sentence(date.span[0])
        opens = date.span[0] - sentence.start < 2
        begin = date.span[1] if opens else max(sentence.start, date.span[0] - _FARTHEST)
        last = min(sentence.end, begin + _FARTHEST) if opens else date.span[0]
        if _TOGETHER.search(view, begin, last) is None:
            continue
        verb = _PERFECT.search(view, begin, last)
        if verb is None or _STOPS.search(view, verb.start(), last):
            continue
        if is_another(view, verb.end(), last):
            continue
        head = verb.span("verb")
        trigger = Trigger("cooperation", head, head, "", False, verb["verb"])
        parts = reader.parts(sentence, trigger, [])
        held = date.attributes["date"]
        value = str(held.value).removesuffix("/..")
        parts.date = Attribute(f"{value}/..", held.basis, held.spans or (date.span,), held.how)
        if len(parts.entities) > 1 and not told.has(sentence, trigger, parts):
            told.add(trigger, parts, rule="events.together", confidence=0.6)


RULES = (together,)
