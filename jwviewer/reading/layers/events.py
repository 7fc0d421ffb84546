"""Events: what was signed, founded, bought, launched, and which mentions are of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jwviewer.reading.article import Sentence
from jwviewer.language import tr
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_labels import event_label
from jwviewer.reading.layers.event_parts import EventReader, Parts
from jwviewer.reading.layers.triggers import Trigger, trigger_words, triggers
from jwviewer.reading.mentions import Subject
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_DEALS = frozenset(
    {"agreement", "acquisition", "joint_venture", "supply", "licence", "letter_of_intent", "investment"}
)  # fmt: skip
_SIGNED = ("agreement", "letter_of_intent", "joint_venture", "licence", "acquisition")
_REFERENCE = re.compile(
    r"\b(?:The|the|This|this|Both|both) (?:two )?(?P<noun>(?:[a-z-]+ ){0,2}(?:deal|agreement|contract|"
    r"papers|documents|purchase|acquisition|takeover|transaction|venture|memorandum|letter|"
    r"partnership|order|merger|pact|accord|signing|ceremony|MoU|companies|parties))\b,?"
    r"(?: (?:was|were|has been|is|had been|which|that|is to be|officially|formally|already))*"
    r" (?P<verb>signed|concluded|inked|sealed|held|took place|agreed|completed|finalised|closed)\b"
)
_ANEW = re.compile(
    r"\b(?:[Pp]reviously|[Ee]arlier|[Bb]efore that|[Aa]nother|[Ss]econd|[Ss]eparate(?:ly)?|[Ff]urther|"
    r"[Ff]ollow-on|[Ff]irst|[Aa]lready|[Aa]s early as|[Bb]ack in|[Ii]n addition|new)\b"
)
_COMPANY_TYPES = frozenset({"acquisition", "licence"})
_STAKE = re.compile(
    r"\b(?:stake|shares?|percent|per cent|%|majority|minority|business|division|unit|subsidiary|plant|"
    r"arm|operations|assets|brand|interest|holding|all of|remaining|factory)\b"
)
_FACILITY = re.compile(
    r"\b(?:laboratory|plant|factory|centre|center|facility|yard|site|line|workshop|campus|building)\b[^.;,]{0,70} "
    r"(?:was|were|has been|is|are) (?:\w+ )?\Z"
)
_PLANNED = re.compile(
    r"\b(?:further )?(?:deepen|strengthen|expand|carry out|establish|build|develop|form|step up|intensify)(?:ing)? "
    r"(?:an? |the |their |its )?(?P<noun>(?:[a-z-]+ ){0,3}(?:cooperation|partnership|collaboration))\b"
)


@dataclass
class Event:
    """One event: the mentions that were merged into it."""

    type: str
    trigger: Trigger
    sentence: Sentence
    parts: Parts
    spans: list[Span] = field(default_factory=list)
    heads: list[Span] = field(default_factory=list)


@rule(
    "events.read",
    examples=(
        ("Voltessa AB and Kerning AG have signed a supply agreement.",
         "event event_type=supply; participants=Voltessa AB, Kerning AG"),
        ("Voltessa AB has acquired battery maker Kerning AG.",
         "event event_type=acquisition; participants=Voltessa AB, Kerning AG"),
        ("Voltessa AB and Kerning AG signed a memorandum of understanding in Kiel.",
         "event event_type=letter_of_intent; place=Kiel"),
    ),
    counter_examples=(
        "Voltessa AB could sign a supply agreement with Kerning AG.",
        "Voltessa AB is in talks on a joint venture with Kerning AG.",
        "Voltessa AB sold 500 buses to buyers in Kiel.",
    ),
)  # fmt: skip
def events(draft: Draft) -> None:
    """Add the events of the article, each once."""
    known = draft.lexicons.once(trigger_words)
    reader = EventReader(draft)
    found: list[Event] = []
    headline: list[Event] = []
    for sentence in draft.article.sentences:
        listed = triggers(draft.article.view, sentence, known)
        held = None
        for trigger in listed:
            if held == trigger.head:
                continue
            parts = reader.parts(sentence, trigger, listed)
            if not _holds(reader, trigger, sentence, parts):
                continue
            held = trigger.head
            if trigger.type == "launch" and _FACILITY.search(
                draft.article.view, sentence.start, trigger.span[0]
            ):
                trigger = replace(trigger, type="ceremony")
                parts = reader.parts(sentence, trigger, listed)
            made = Event(trigger.type, trigger, sentence, parts, [_whole(trigger, parts, sentence)])
            title = sentence.number == 0 and draft.article.view[sentence.end - 1] not in '.!?”"'
            if title:
                headline.append(made)
            else:
                _place(found, made, draft)
        _refer(reader, sentence, found)
        _plan(reader, draft, sentence, found)
    for made in headline:
        if not any(one.type == made.type or {one.type, made.type} <= _DEALS for one in found):
            found.insert(0, made)
    _ceremonial(found)
    labels = _labels(draft, found)
    for one, label in zip(found, labels, strict=True):
        _add(draft, one, label)


def _labels(draft: Draft, found: list[Event]) -> list[str]:
    """Return what the events are called; the year, or "new", tells apart two of one label."""
    plain = [event_label(draft, one.type, one.trigger, one.parts) for one in found]
    labels = []
    for label, one in zip(plain, found, strict=True):
        date = one.parts.date.value if one.parts.date else ""
        if plain.count(label) > 1 and str(date)[:4].isdigit():
            label = tr("{label} of {year}", label=label, year=str(date)[:4])
        elif (
            plain.count(label) == 2
            and not date
            and any(
                other.parts.date for what, other in zip(plain, found, strict=True) if what == label
            )
        ):
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


def _holds(reader: EventReader, trigger: Trigger, sentence: Sentence, parts: Parts) -> bool:
    """Tell whether a trigger has the parts without which it tells of no event."""
    view = reader.view
    after = view[trigger.span[1] : min(sentence.end, trigger.span[1] + 90)]
    before = view[max(sentence.start, trigger.span[0] - 60) : trigger.span[0]]
    count = len(parts.entities)
    if trigger.definite and trigger.type != "ceremony":
        return trigger.type in ("acquisition", "joint_venture", "licence", "launch") and count > 1
    if trigger.type == "ceremony":
        return count > 0 and (trigger.nominal or parts.date is not None or "plant" in before + after
                              or "laborator" in before + after or trigger.verb != "was opened")  # fmt: skip
    if trigger.nominal:
        if trigger.type == "acquisition":
            return count > 1
        if trigger.type == "cooperation":
            return count > 1 and bool(trigger.verb)
        if trigger.type == "investment":
            return count > 0 and bool(trigger.verb) and bool(re.search(r"\d", after + before))
        return count > 0
    if trigger.type == "acquisition":
        return _is_purchase(trigger, parts, after, before)
    if trigger.type == "investment":
        if trigger.verb in ("take", "takes", "took", "taken"):
            return count > 0 and bool(_STAKE.search(after[:50]))
        aim = re.search(
            r"\b(?:plant|factory|facility|site|shares|stake|round|expansion|line|works|start-up)\b",
            after,
        )
        return (
            count > 0
            and bool(re.search(r"\d|stake|funding|round|shares", after))
            and (count > 1 or aim is not None)
        )
    if trigger.type == "supply":
        least = 1 if trigger.verb in ("ordered", "orders") else 2
        return count >= least and _is_supply(trigger, after, before)
    if trigger.type == "licence":
        return count > 1
    if trigger.type == "joint_venture":
        return count > 0 and bool(
            re.match(r"(?: up)?(?: an?| the| their| its)?(?: [\w:/%-]+){0,6}? (?:joint[- ]venture|JV\b|joint "
                     r"company|joint subsidiary|company together)", after)
        )  # fmt: skip
    if trigger.type == "launch":
        return count > 0 and _is_launch(trigger, after, before)
    if trigger.type == "cooperation":
        joint = trigger.verb not in ("carried out", "has supplied", "has been supplying") or (
            "cooperation" in after or "joint" in after
        )
        sudden = trigger.verb in ("teamed up", "team up", "have teamed up", "joined forces", "have joined forces",
                                  "partnered", "partnered with", "has partnered", "have partnered")  # fmt: skip
        return joint and count > 1 and (sudden or parts.date is not None)
    return count > 0 and parts.date is not None and _is_other(trigger, after)


def _is_purchase(trigger: Trigger, parts: Parts, after: str, before: str) -> bool:
    if trigger.verb in ("take", "takes", "took", "taken") and not re.match(
        r" (?:an? )?(?:[\w.,]+ ?(?:%|per ?cent) )?(?:[a-z]+ ){0,2}(?:stake|majority|control|interest|holding)",
        after,
    ):
        return False
    if parts.passing:
        return False
    if (
        trigger.verb == "sold"
        and re.search(r"\b(?:been|was|were|is|are) \Z", before)
        and after.startswith(" to ")
    ):
        return len(parts.entities) > 1
    if trigger.verb in ("sold", "sells", "sell", "divested"):
        return bool(_STAKE.search(after[:60])) and " to " in after and len(parts.entities) > 1
    if len(parts.entities) > 1:
        near = re.match(r"(?: by| up)?(?: (?:[\w.,%'’$€£-]+)){0,14}? ?(?=[A-Z])", after)
        return near is not None
    return bool(parts.entities) and bool(
        re.match(r"(?: an?| the| its| all| \d+)? ?(?:[\w-]+ ){0,4}(?:stake|majority|shares)", after)
    )


def _is_supply(trigger: Trigger, after: str, before: str) -> bool:
    if trigger.verb in ("ordered", "orders"):
        return bool(re.match(r" (?:[\d,.]+|an?|the|more|another|\w+) ", after))
    return bool(
        re.match(r" (?:the )?(?:[\w-]+ ){0,3}?[A-Z][\w&' .-]{1,60}? with ", after)
        or re.search(r"\b(?:to|for) (?:the )?(?:[\w'’-]+ ){0,4}?[A-Z]", after)
    )


def _is_launch(trigger: Trigger, after: str, before: str) -> bool:
    if re.match(r"(?: up)? (?:an? |the |their |its )?(?:[\w:-]+ ){0,3}(?:joint[- ]venture|JV|campaign|"
                r"investigation|\d|so far|ceremony|bid|offer|appeal|talks|lawsuit|review|programme|program|tender)\b",
                after):  # fmt: skip
        return False
    if trigger.verb in (
        "presented",
        "opened",
        "released",
        "commissioned",
        "introduced",
        "presents",
    ):
        return bool(
            re.match(r" (?:an?|the|its|their) (?:new |first |[\w-]+ ){0,4}(?:model|bus|truck|car|platform|product|"
                     r"range|series|engine|vehicle|version|line|system|service|plant|battery|tractor|"
                     r"app|drug|machine|store|[A-Z])", after)
        ) and trigger.verb != "opened"  # fmt: skip
    return True


def _is_other(trigger: Trigger, after: str) -> bool:
    return not re.match(r" (?:itself|record|new|that|on the)", after)


def _refer(reader: EventReader, sentence: Sentence, found: list[Event]) -> None:
    """Give the last event the date and place that "the deal, signed in …" tells."""
    for match in _REFERENCE.finditer(reader.view, sentence.start, sentence.end):
        last = match["noun"].split()[-1]
        target = next((one for one in reversed(found) if _means(last, one)), None)
        if target is None or last in ("companies", "parties"):
            continue
        verb = match.span("verb")
        trigger = Trigger(target.type, match.span("noun"), (match.start(), verb[1]), last, True,
                          "signed")  # fmt: skip
        date = reader.date(sentence, trigger, [])
        place = reader.place(sentence, trigger)
        if target.parts.date is None and date is not None:
            target.parts.date = date
        if target.parts.place is None and place is not None:
            target.parts.place = place


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
            parts = Parts({one: () for one in subject.entities}, subject.basis, subject.how)
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


def _means(noun: str, event: Event) -> bool:
    by_noun = {
        "purchase": {"acquisition"}, "acquisition": {"acquisition"}, "takeover": {"acquisition"},
        "merger": {"acquisition"}, "venture": {"joint_venture"}, "order": {"supply"},
        "memorandum": {"letter_of_intent"}, "letter": {"letter_of_intent"},
        "MoU": {"letter_of_intent"}, "agreement": {"agreement", "letter_of_intent", "licence", "supply"},
        "partnership": {"agreement", "cooperation", "joint_venture"}, "ceremony": {"ceremony"}, "signing": {"ceremony", *_DEALS},
    }  # fmt: skip
    return event.type in by_noun.get(noun, _DEALS)


def _place(found: list[Event], made: Event, draft: Draft) -> None:
    """Merge a mention into the event that it is another mention of, or take it for a new one."""
    for old in reversed(found):
        if _same(old, made, draft):
            old.spans += made.spans
            old.heads += [made.trigger.head]
            if old.parts.date is None:
                old.parts.date = made.parts.date
            if old.parts.place is None:
                old.parts.place = made.parts.place
            if old.parts.duration is None:
                old.parts.duration = made.parts.duration
            if old.type != "ceremony" and made.type == old.type:
                for entity, spans in made.parts.entities.items():
                    if len(old.parts.entities) < 2 or made.trigger.nominal:
                        old.parts.entities.setdefault(entity, spans)
            return
    made.heads.append(made.trigger.head)
    found.append(made)


def _same(old: Event, made: Event, draft: Draft) -> bool:
    if old.type != made.type:
        return False
    mine, other = set(made.parts.entities), set(old.parts.entities)
    if not (mine <= other or other <= mine):
        return False
    dates = [one.parts.date.value if one.parts.date else "" for one in (old, made)]
    if dates[0] and dates[1] and dates[0] != dates[1]:
        return False
    if made.type == "ceremony" and not _one_ceremony(old.trigger.noun, made.trigger.noun):
        return False
    if made.trigger.definite:
        return True
    sentence = draft.article.view[made.sentence.start : made.sentence.end]
    anew = bool(_ANEW.search(sentence))
    if dates[0] != dates[1] and (anew or made.type in ("other", "launch")):
        return False
    if made.type in ("agreement", "letter_of_intent", "supply", "launch", "other") and anew:
        return dates[0] == dates[1] != ""
    if made.type in ("launch", "other") and old.trigger.verb != made.trigger.verb:
        return dates[0] == dates[1] != "" and made.type == "other"
    return len(mine & other) > 1 or made.type not in ("agreement", "supply", "investment", "launch")


def _covers(other: Event, ceremony: Event, parties: set[str]) -> bool:
    """Tell whether what a ceremony was held for is already told as an event of its own."""
    if other.parts.date is not None or not parties <= set(other.parts.entities):
        return False
    if other.type in ("agreement", "letter_of_intent"):
        return True
    return other.type in _SIGNED and other.sentence.number <= ceremony.sentence.number


def _one_ceremony(old: str, made: str) -> bool:
    words = [one.casefold().removeprefix("the ").strip() for one in (old, made)]
    return words[0] == words[1] or ("ceremony" in words and all(words)) or (
        all("signing" in one for one in words)
    )  # fmt: skip


def _ceremonial(found: list[Event]) -> None:
    """Add the agreement of which only the signing ceremony is told."""
    for one in list(found):
        phrase = one.trigger.noun.casefold()
        if one.type != "ceremony" or "signing" not in phrase:
            continue
        parties = set(one.parts.entities)
        if len(parties) < 2 or any(_covers(other, one, parties) for other in found):
            continue
        kind = "letter_of_intent" if "memorandum" in phrase or "intent" in phrase else "agreement"
        kind = "joint_venture" if "venture" in phrase else kind
        noun = re.sub(r" ?signing ceremony", " agreement", one.trigger.noun).strip()
        head = Trigger(kind, one.trigger.head, one.trigger.span, noun, False, "signed")
        parts = replace(one.parts, entities=dict(one.parts.entities), duration=None)
        found.append(Event(kind, head, one.sentence, parts, list(one.spans)))


def _add(draft: Draft, event: Event, label: str) -> None:
    parts = event.parts
    people = event.type == "ceremony"
    attributes = {
        "name": Attribute(label, "inferred", (event.trigger.head,), "label"),
        "event_type": Attribute(event.type, spans=tuple(event.heads or [event.trigger.head])),
        "participants": parts.participants(),
        "companies": parts.participants(),
    }  # fmt: skip
    if people:
        present = _present(draft, event.sentence)
        held = parts.participants()
        attributes["participants"] = Attribute(
            (*held.value, *present) if isinstance(held.value, tuple) else present,
            held.basis, (*held.spans, *(draft.proposals[one].span for one in present)), held.how,
        )  # fmt: skip
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
        one for one in draft.within((sentence.start - 2, sentence.end + 2), "_voice")
        if one.span[0] <= head[0] and head[1] <= one.span[1] and one.value("mode") != "document"
    ]  # fmt: skip
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
