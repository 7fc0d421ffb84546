"""Events: what was signed, founded, bought, launched, and which mentions are of one event."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from jwviewer.language import tr
from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_labels import event_label
from jwviewer.reading.layers.event_merge import DEALS, Event, add_signed, is_meant, merge
from jwviewer.reading.layers.event_parts import EventReader, Parts
from jwviewer.reading.layers.event_tests import holds, is_known
from jwviewer.reading.layers.trigger_forms import trigger_words
from jwviewer.reading.layers.triggers import Trigger, folded, triggers
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_REFERENCE = later(
    r"\b(?:The|the|This|this|Both|both) (?:two )?(?P<noun>(?:[a-z-]+ ){0,2}(?:deal|agreement|"
    r"contract|"
    r"papers|documents|purchase|acquisition|takeover|transaction|venture|memorandum|letter|"
    r"partnership|order|merger|pact|accord|signing|ceremony|sale|MoU|companies|parties))\b"
    r"(?:, (?:which|who|the|its|a|an|worth|valued|running|covering|said)\b[^,.;:]{2,70})?,?"
    r"(?: (?:was|were|has been|is|had been|which|that|is to be|officially|formally|already))*"
    r" (?P<verb>signed|concluded|inked|sealed|held|took place|agreed|completed|finalised|closed|"
    r"took effect|came into (?:force|effect))\b"
)
_IT = later(
    r"(?:\bIt|, which) (?:was|had been) (?P<verb>signed|struck|concluded|agreed|sealed|reached|"
    r"inked|initialled)\b"
)
_FACILITY = later(
    r"\b(?:laboratory|plant|factory|centre|center|facility|yard|site|line|workshop|campus|"
    r"building)\b[^.;,]{0,70} "
    r"(?:was|were|has been|is|are) (?:\w+ )?\Z"
)
_PLANNED = later(
    r"\b(?:further )?(?:deepen|strengthen|expand|carry out|establish|build|develop|form|step up|"
    r"intensify)(?:ing)? "
    r"(?:an? |the |their |its )?(?P<noun>(?:[a-z-]+ ){0,3}(?:cooperation|partnership|"
    r"collaboration))\b"
)


@rule(
    "events.read",
    examples=(
        (
            "Voltessa AB and Kerning AG have signed a supply agreement.",
            "event event_type=supply; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB has acquired battery maker Kerning AG.",
            "event event_type=acquisition; participants=Voltessa AB, Kerning AG",
        ),
        (
            "Voltessa AB and Kerning AG signed a memorandum of understanding in Kiel.",
            "event event_type=letter_of_intent; place=Kiel",
        ),
        (
            '"Voltessa AB helps us," said Eva Lund, who founded Kerning AG in 2016.',
            "event date=2016; participants=Kerning AG",
        ),
        (
            "Voltessa AB, Kerning AG and Nord Oy have signed a cooperation agreement.",
            "event participants=Voltessa AB, Kerning AG, Nord Oy",
        ),
    ),
    counter_examples=(
        "Voltessa AB could sign a supply agreement with Kerning AG.",
        "Voltessa AB is in talks on a joint venture with Kerning AG.",
        "Voltessa AB sold 500 buses to buyers in Kiel.",
    ),
)
def events(draft: Draft) -> None:
    """Add the events of the article, each once."""
    known = draft.lexicons.once(trigger_words)
    reader = EventReader(draft)
    found: list[Event] = []
    headline: list[Event] = []
    laid_out = any(one.value("mode") == "document" for one in draft.of_kind("_voice"))
    for sentence in draft.article.sentences:
        view = draft.article.view
        listed = folded(view, sentence, triggers(view, sentence, known))
        held = None
        for trigger in listed:
            if held == trigger.head or is_known(trigger):
                continue
            parts = reader.parts(sentence, trigger, listed)
            if not holds(reader, trigger, sentence, parts):
                continue
            held = trigger.head
            if trigger.type == "launch" and _FACILITY.search(
                view, max(sentence.start, trigger.span[0] - 300), trigger.span[0]
            ):
                trigger = replace(trigger, type="ceremony")
                parts = reader.parts(sentence, trigger, listed)
            made = Event(trigger.type, trigger, sentence, parts, [_whole(trigger, parts, sentence)])
            title = sentence.number == 0 and draft.article.view[sentence.end - 1] not in '.!?”"'
            if title:
                headline.append(made)
            else:
                merge(found, made, draft)
        if found:
            _refer(reader, sentence, found)
            _resume(reader, sentence, found)
        if laid_out:
            _plan(reader, draft, sentence, found)
    for made in headline:
        if not any(one.type == made.type or {one.type, made.type} <= DEALS for one in found):
            found.insert(0, made)
    add_signed(found)
    labels = _labels(draft, found)
    for one, label in zip(found, labels, strict=True):
        _add(draft, one, label)


def _labels(draft: Draft, found: list[Event]) -> list[str]:
    """Return what the events are called; the year, or "new", tells apart two of one label."""
    plain = [event_label(draft, one.type, one.trigger, one.parts) for one in found]
    counts = Counter(plain)
    dated = {label for label, one in zip(plain, found, strict=True) if one.parts.date}
    labels = []
    for label, one in zip(plain, found, strict=True):
        date = one.parts.date.value if one.parts.date else ""
        if counts[label] > 1 and str(date)[:4].isdigit():
            label = tr("{label} of {year}", label=label, year=str(date)[:4])
        elif counts[label] == 2 and not date and label in dated:
            label = tr("New {label}", label=label[:1].lower() + label[1:])
        labels.append(label)
    return labels


def _whole(trigger: Trigger, parts: Parts, sentence: Sentence) -> Span:
    """Return the passage of an event: from its first part in the sentence to its last."""
    spans = [trigger.span]
    for one in parts.entities.values():
        spans += one
    for attribute in (parts.date, parts.place, parts.duration):
        if attribute is not None:
            spans += attribute.spans
    inside = [one for one in spans if sentence.start <= one[0] and one[1] <= sentence.end]
    return min(one[0] for one in inside), max(one[1] for one in inside)


def _refer(reader: EventReader, sentence: Sentence, found: list[Event]) -> None:
    """Give the last event the date and place that "the deal, signed in …" tells."""
    for match in _REFERENCE.finditer(reader.view, sentence.start, sentence.end):
        last = match["noun"].split()[-1]
        target = next((one for one in reversed(found) if is_meant(last, one)), None)
        if target is None or last in ("companies", "parties"):
            continue
        verb = match.span("verb")
        trigger = Trigger(
            target.type, match.span("noun"), (match.start(), verb[1]), last, True, "signed"
        )
        date = reader.date(sentence, trigger, [])
        place = reader.place(sentence, trigger)
        if target.parts.date is None and date is not None:
            target.parts.date = date
        if target.parts.place is None and place is not None:
            target.parts.place = place
        _changed(reader.draft, target)


def _resume(reader: EventReader, sentence: Sentence, found: list[Event]) -> None:
    """Give the deal that the sentences before tell of what "It was signed in …" adds."""
    target = found[-1] if found else None
    if target is None or not 0 <= sentence.number - target.sentence.number <= 2:
        return
    match = _IT.search(reader.view, sentence.start, sentence.end)
    if match is None or target.type not in DEALS or not target.trigger.nominal:
        return
    trigger = replace(target.trigger, head=match.span("verb"), span=match.span(), verb="signed")
    target.parts.date = target.parts.date or reader.date(sentence, trigger, [])
    target.parts.place = target.parts.place or reader.place(sentence, trigger)
    _changed(reader.draft, target)


def _changed(draft: Draft, event: Event) -> None:
    """Forget what was found out of an event that is no longer the same."""
    event.look()
    draft.shared.pop("unlike", None)


def _plan(reader: EventReader, draft: Draft, sentence: Sentence, found: list[Event]) -> None:
    """Add the cooperation that an agreement lays out, as a plan of its parties."""
    for voice in draft.within((sentence.start, sentence.end), "_voice"):
        if voice.value("mode") != "document":
            continue
        for match in _PLANNED.finditer(reader.view, *voice.span):
            subject = reader.mentions.subject_within(voice.span[0], match.start())
            if len(subject.entities) < 2:
                pair = reader.mentions.pair_before(match.start())
                subject = Subject(pair, (), "inferred", "parties")
            noun = match["noun"]
            trigger = Trigger("plan", match.span("noun"), match.span(), noun, False, "will")
            parts = Parts(dict.fromkeys(subject.entities, ()), subject.basis, subject.how)
            if subject.spans:
                parts.entities[subject.entities[0]] = subject.spans
            old = next(
                (one for one in found if one.type == "plan" and one.trigger.noun == noun), None
            )
            if old is not None:
                old.spans.append(match.span())
                old.heads.append(match.span("noun"))
            else:
                found.append(
                    Event("plan", trigger, sentence, parts, [match.span()], [match.span("noun")])
                )


def _add(draft: Draft, event: Event, label: str) -> None:
    parts = event.parts
    people = event.type == "ceremony"
    attributes = {
        "name": Attribute(label, "inferred", (event.trigger.head,), "label"),
        "event_type": Attribute(event.type, spans=tuple(event.heads or [event.trigger.head])),
        "participants": parts.participants(),
        "companies": parts.participants(),
    }
    if people:
        present = _present(draft, event.sentence)
        held = parts.participants()
        attributes["participants"] = Attribute(
            (*held.value, *present) if isinstance(held.value, tuple) else present,
            held.basis,
            (*held.spans, *(draft.proposals[one].span for one in present)),
            held.how,
        )
    for name, attribute in (
        ("date", parts.date),
        ("place", parts.place),
        ("duration", parts.duration),
    ):
        attributes[name] = attribute or Attribute("", "not_stated")
    voice = _voice(draft, event.trigger.head)
    if voice is not None:
        attributes["mode"] = voice.attributes["mode"]
        attributes["asserter"] = voice.attributes["asserter"]
    stated = parts.basis == "stated" and len(parts.entities) > 1
    draft.add(
        "event",
        event.spans[0],
        attributes,
        rule="events.read",
        confidence=(0.9 if stated else 0.75) - (0.15 if not event.trigger.verb else 0),
        claim=False,
    )


def _voice(draft: Draft, head: Span) -> Proposal | None:
    """Return the voice that tells of an event, if it is not the article's own."""
    sentence = draft.sentence(head[0])
    around = [
        one
        for one in draft.within((sentence.start - 2, sentence.end + 2), "_voice")
        if one.span[0] <= head[0] and head[1] <= one.span[1] and one.value("mode") != "document"
    ]
    return around[-1] if around else None


def _present(draft: Draft, sentence: Sentence) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            name.value("entity")
            for name in draft.within(sentence.span, "_name")
            if name.value("kind") == "person" and name.value("entity")
        )
    )


RULES = (events,)
