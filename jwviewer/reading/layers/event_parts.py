"""Who took part in an event, when and where it was: only what the grammar gives it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_dates import EventDates
from jwviewer.reading.layers.family_firms import founded_house
from jwviewer.reading.layers.outsiders import is_outsiders
from jwviewer.reading.layers.own_firms import OwnFirms
from jwviewer.reading.layers.relative_subjects import relative_subject
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.layers.verb_series import next_deal
from jwviewer.reading.mentions import Mention, Subject, mentions_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span

_CLAUSE_END = later(
    r"; |: |\. | – | — | - |, (?:which|who|whose|while|where|when|after|as|since|because|but|its|a|"
    r"an|"
    r"the|although|including|and (?:it|they|in|the|is|was|will|has|said|also|to|its|plans|"
    r"would))\b|"
    r" (?:since|after|before|while|which|who|because|although|whose|where|when|until) "
)
_CLAUSE_START = later(
    r"; |: |\. | – | — | that |, (?:while|but|which|who|and|as|after|before|with|where|when) "
)
_IN_PLACE = later(
    r"(?P<between>[^.;:]{0,90}?)\b(?:in|at|In|At) (?:the )?(?:[a-z-]+ (?:city|town|port|village|"
    r"region) "
    r"of )?(?:[A-Z][a-z]+(?:ish|an|ese|ch) )?(?:[a-z]+ (?:city|town|of) (?:of )?)?\Z"
)
_THE_OTHER = later(
    r"\bthe (?:[A-Z][a-z]+ |smaller |larger |other |German |new )?(?:company|firm|group|maker|"
    r"producer|supplier|dairy)\b"
)
_FINITE = later(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|may|said|says|announced|signed|agreed|"
    r"bought|"
    r"acquired|sold|won|took|made)\b"
)
_FOUNDED = later(r" (?:(?:the|an?|this) (?:(?!(?:by|for|at|in|with|from) )[a-z-]+ ){1,3})?")
"""Between "founded" and what was: "founded the bakery Volta"."""
_RELATED = later(r", (?:which|who|that) (?:was |were |had been )?\Z")
_APPOSED = later(
    r"(?: \([^()]{1,60}\))?,? (?:and|as well as|&|together with|with) (?:the |its )?"
    r"(?:[\w'’&-]{1,24} ){0,6}\Z"
)

_PAIRED = ("agreement", "letter_of_intent", "supply", "joint_venture", "licence", "ceremony",
           "cooperation")  # fmt: skip
_PLACELESS = ("acquisition", "investment", "supply", "cooperation", "launch")
_AHEAD = 600
"""The parties behind a trigger stand within so many characters."""


@dataclass
class Parts:
    """The participants, each with its passage and ground, then date, place and duration."""

    entities: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    basis: str = "stated"
    how: str = ""
    passing: bool = False
    """Whether the object only owns what was bought: "took over Volta's yard"."""
    date: Attribute | None = None
    place: Attribute | None = None
    duration: Attribute | None = None

    def participants(self) -> Attribute:
        """Return the participants as an attribute."""
        spans = tuple(span for some in self.entities.values() for span in some)
        return Attribute(tuple(self.entities), self.basis, spans, self.how)  # type: ignore[arg-type]


class EventReader:
    """Finds the parts of events; holds the mentions and dates of one article."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.mentions = mentions_of(draft)
        self.places = {one.start: one for one in self.mentions.all if one.kind == "place"}
        self.date = EventDates(draft).date
        self._own = OwnFirms(draft, self.mentions)
        self._clauses = self.mentions.clauses

    def parts(self, sentence: Sentence, trigger: Trigger, others: list[Trigger]) -> Parts:
        """Return the parts that one sentence gives to an event."""
        made = Parts()
        left, right = self.bounds(sentence, trigger)
        self._participants(made, sentence, trigger, left, right)
        if not trigger.nominal and is_outsiders(
            self.view, sentence, trigger.span[0]
        ):  # "The council bought it"
            after = {one: at for one, at in made.entities.items() if at and at[0] > trigger.span}
            made.entities = after
        made.date = self.date(sentence, trigger, others)
        made.place = self.place(sentence, trigger)
        made.duration = self._duration(sentence, trigger)
        return made

    def bounds(self, sentence: Sentence, trigger: Trigger) -> Span:
        """Return where the clause of a trigger begins and ends."""
        held = self._clauses.get(sentence.number)
        if held is None:
            starts, ends = (
                [
                    match.span()
                    for match in pattern.finditer(self.view, *sentence.span)
                    if not self._within_name(match.start())
                    and not self._joins_subjects(sentence, match)
                ]
                for pattern in (_CLAUSE_START, _CLAUSE_END)
            )
            held = self._clauses[sentence.number] = (
                [sentence.start, *(end for _, end in starts)],
                [*(start for start, _ in ends), sentence.end],
            )
        starts_at, ends_at = held
        return (
            starts_at[max(0, bisect_right(starts_at, trigger.span[0]) - 1)],
            ends_at[min(bisect_left(ends_at, trigger.span[1]), len(ends_at) - 1)],
        )

    def _joins_subjects(self, sentence: Sentence, match: re.Match[str]) -> bool:
        """Tell whether ", and" joins a second party to the first: "A, a maker, and B, a bank"."""
        if match.group() == ": ":
            return self.view[match.start() - 1].isupper()  # (NYSE: ARDF)
        return (
            match.group() == ", and "
            and match.start() - sentence.start < 260
            and any(True for _ in self.mentions.within(match.end(), match.end() + 60, "company"))
            and not _FINITE.search(self.view, sentence.start, match.start())
        )

    def _within_name(self, position: int) -> bool:
        return any(
            one.start < position < one.end for one in self.mentions.within(position - 80, position)
        )

    def _participants(
        self, made: Parts, sentence: Sentence, trigger: Trigger, left: int, right: int
    ) -> None:
        before = self.mentions.within(left, trigger.span[0], "company")
        if trigger.type == "ceremony":
            before = [one for one in before if not self._of_office(one)]
        ahead = min(right, trigger.span[1] + _AHEAD)
        ahead = next_deal(self.view, trigger.span[1], ahead, named=not trigger.nominal)
        after = self.mentions.within(trigger.span[0], ahead, "company")
        subject = self._subject(sentence, trigger, left, before)
        for entity, span in zip(subject.entities, _filled(subject), strict=False):
            made.entities.setdefault(entity, (span,) if span else ())
        made.basis = subject.basis if subject.basis != "not_stated" else "stated"
        made.how = subject.how
        objects = self._objects(trigger, after)
        if trigger.type == "other" and re.search(
            "found|establish|incorporated|born|opened", trigger.verb
        ):
            if objects and _FOUNDED.fullmatch(self.view, trigger.span[1], objects[0].start):
                made.entities = {}  # "Lund, who founded Volta in 2016"
            related = self._is_related(sentence, trigger) and bool(made.entities)
            objects = [] if made.entities or related else objects[:1]
            house = None if objects else founded_house(self.draft, sentence, trigger)
            if house and not house[0]:
                made.entities = {}
                return
            if house:
                made.entities = {house[0]: (house[1],)}
        for one in objects:
            if one.entity not in made.entities:
                made.entities[one.entity] = (one.span,)
        last = objects[-1] if objects else None
        made.passing = (
            last is not None
            and trigger.type == "acquisition"
            and bool(
                re.match(
                    r"'s? (?!stake|shares|business|unit|division|arm|tower unit)",
                    self.view[last.end : last.end + 22],
                )
            )
        )
        if not made.entities:
            self._fall_back(made, sentence, trigger)
        elif len(made.entities) == 1 and trigger.type in ("investment", "acquisition", "supply"):
            self._counterpart(made, trigger, right)
        if len(made.entities) > 4 and trigger.type != "ceremony":
            made.entities = dict(list(made.entities.items())[:4])

    def _fall_back(self, made: Parts, sentence: Sentence, trigger: Trigger) -> None:
        """Take the subject that follows a participle, or the two parties of the article."""
        if trigger.span[0] - sentence.start < 3 and not trigger.nominal:
            subject = self.mentions.subject_within(trigger.span[1], sentence.end)
        elif trigger.type in _PAIRED:
            subject = Subject(self.mentions.pair_before(trigger.span[0]), (), "inferred", "parties")
        elif self._is_related(sentence, trigger):
            # "The grocer, which was founded in 2015": whom the sentence before is about.
            subject = self.mentions.subject_before(sentence.start)
        else:
            subject = self.mentions.subject_of(sentence)
            if subject.basis == "stated":
                subject = Subject(subject.entities, subject.spans, "inferred", "same-sentence")
        for entity, span in zip(subject.entities, _filled(subject), strict=False):
            made.entities.setdefault(entity, (span,) if span else ())
        made.basis, made.how = (subject.basis, subject.how) if subject.entities else ("stated", "")

    def _is_related(self, sentence: Sentence, trigger: Trigger) -> bool:
        """Tell whether ", which was" stands straight before a trigger."""
        first = max(sentence.start, trigger.span[0] - 24)
        return _RELATED.search(self.view, first, trigger.span[0]) is not None

    def _counterpart(self, made: Parts, trigger: Trigger, right: int) -> None:
        """Take "the Cumbrian company" after the verb for the other one of the two parties."""
        the = self.view.find("the ", trigger.span[1], right)
        other = _THE_OTHER.search(self.view, the, right) if the >= 0 else None
        if other is None:
            return
        told = self.mentions.described(other.group())
        pair = self.mentions.pair_before(trigger.span[0])
        left = [told] if told else [one for one in pair if one not in made.entities]
        if len(left) == 1 and left[0] not in made.entities:
            made.entities[left[0]] = (other.span(),)

    def _subject(
        self, sentence: Sentence, trigger: Trigger, left: int, before: list[Mention]
    ) -> Subject:
        if trigger.type == "ceremony" and not before:
            pair = self.mentions.pair_before(trigger.span[0])
            return Subject(pair, (), "inferred", "parties") if pair else Subject((), ())
        resumed = re.search(r", (?:which|who|whose) \Z", self.view[max(0, left - 9) : left])
        if resumed and re.search(r", ", self.view[left : trigger.span[0]]):
            # "Voltessa, which makes cells, entered …": the main clause goes on.
            main = self.mentions.subject_within(sentence.start, left)
            if main.entities:
                return main
        nested = relative_subject(self.mentions, self.view, sentence.start, trigger.span[0])
        if nested is not None:
            return nested
        if own := self._own.of(sentence, trigger, left):
            return own
        found = self.mentions.subject_within(left, trigger.span[0])
        if found.entities:
            if found.basis == "stated" and before:
                group = self._group(before)
                if group[0].entity in found.entities and len(group) > len(found.entities):
                    return Subject(
                        tuple(dict.fromkeys(m.entity for m in group)), tuple(m.span for m in group)
                    )
            return found
        if left > sentence.start:
            wider = self.mentions.subject_within(sentence.start, trigger.span[0])
            if wider.entities:
                return wider
        return Subject((), ())

    def _of_office(self, mention: Mention) -> bool:
        """Tell whether a company is only named in somebody's office."""
        return any(
            mention.span in one.attributes["organisations"].spans
            for one in self.draft.at(mention.start, "_post")
        )

    def _group(self, before: list[Mention]) -> list[Mention]:
        """Return the first company and those that "and" joins to it, with what describes them."""
        group = before[:1]
        for one in before[1:]:
            gap = self.view[group[-1].end : one.start]
            if not _APPOSED.fullmatch(gap) and not _APPOSED.search(gap[-60:]):
                break
            if len(gap) > 160 or ". " in gap:
                break
            group.append(one)
        return group

    def _objects(self, trigger: Trigger, after: list[Mention]) -> list[Mention]:
        named_in_passing = trigger.type not in ("acquisition", "licence", "supply")
        kept: list[Mention] = []
        for one in after:
            # "Volta's plant" and "a former unit of Volta" name it in passing.
            owned = named_in_passing and self.view.startswith("'s", one.end)
            if owned and not re.search(
                r"\b(?:with|from|of|and|by) \Z",
                self.view[max(trigger.span[0], one.start - 46) : one.start],
            ):
                continue
            kept.append(one)
        return kept

    def place(self, sentence: Sentence, trigger: Trigger) -> Attribute | None:
        """Return the place of a signing or a ceremony."""
        signed = ("signed", "signs", "sign", "concluded", "sealed", "inked", "held")
        if trigger.type in _PLACELESS and trigger.verb not in signed:
            return None
        for one in self.mentions.within(trigger.span[1], min(sentence.end, trigger.span[1] + 130)):
            if one.kind != "place":
                continue
            before = self.view[trigger.span[1] : one.start]
            found = _IN_PLACE.fullmatch(before)
            if found is None:
                continue
            far = len(before) > 34 or "," in before or " and " in before
            if (
                (trigger.type == "other" and far)
                or (trigger.type != "ceremony" and " for " in found["between"])
                or re.search(
                    r"\b(?:plant|factory|works|yard|company|based|build|market|maker|sell|"
                    r"located|units?|customers|produce|operations|made|use)\b",
                    found["between"],
                )
            ):
                continue
            return Attribute(one.entity, "stated", (one.span,))
        if trigger.type == "ceremony":
            for one in self.mentions.within(sentence.start, trigger.span[0], "place"):
                if re.search(r"\b(?:in|at|In|At) \Z", self.view[max(0, one.start - 4) : one.start]):
                    return Attribute(one.entity, "stated", (one.span,))
        return None

    def _duration(self, sentence: Sentence, trigger: Trigger) -> Attribute | None:
        if not trigger.nominal:
            return None
        for one in self.draft.within(sentence.span, "_duration"):
            start, end = one.span
            near = trigger.span[0] <= start and end <= trigger.head[1] + 120
            before = self.view[max(sentence.start, start - 40) : start]
            inside = trigger.head[0] <= start <= trigger.head[1]
            if near and (
                inside
                or re.search(
                    r"\b(?:for|over|runs?|running|lasting|valid for|term of"
                    r"|period of) (?:a |an |the |next |"
                    r"initial )*\Z",
                    before,
                )
            ):
                return Attribute(one.value("duration"), "stated", (one.span,))
        return None


def _filled(subject: Subject) -> list[Span | None]:
    spans: list[Span | None] = list(subject.spans)
    if len(spans) == 1:
        return spans * len(subject.entities)
    return spans + [None] * (len(subject.entities) - len(spans))
