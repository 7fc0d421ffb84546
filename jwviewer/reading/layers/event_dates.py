"""When an event was: a date counts only where a construction of the sentence gives it."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.layers.verb_series import is_another
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span

_LICENSED = later(
    r"(?:\b(?:on|On|in|In|during|During|of|dated|since|Since|At|at|[Bb]etween|[Ff]rom)|"
    r"\b[Aa]s (?:early|late|recently|far back) as|\b[Bb]ack in|"
    r"\b(?:dat|go)(?:es|ing) back to|\bwent back to|\bdat(?:es?|ed|ing)(?: back)? (?:from|to)|"
    r"\b(?:[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id)|\bearly (?:in|as)|\blate in|\bas of|(?<=[(,]))"
    r" ?(?:the |early |late |mid-|spring of |summer of |autumn of |end of |beginning of |(?:Mon|"
    r"Tues|"
    r"Wednes|Thurs|Fri|Satur|Sun)day,? )*\Z"
)
_STOPS = later(
    r"\b(?:after|before|until|will|would|that|whose|(?<!at )which|expire[sd]?|due|"
    r"valid|starting|starts?(?!-up)|"
    r"begins?|beginning|effective|to (?:be|reach|last|run|deliver|supply)|expected|had|"
    r"compared|against|than|were|reported|sold|since|when|while|where|if|ends?|ending|said|says|"
    r"cleared|approved|challenged|delayed|postponed|criticised|questioned|torn up|expired|"
    r"announced|disclosed|revealed|confirmed|told|showed|according|whom?|despite|amid|pending|"
    r"(?<=, )(?:its|their|the|an?) (?:[a-z-]+ ){0,2}(?:first|second|third|largest|biggest|only|"
    r"last|longest|most)|awaiting|subject to|ahead of|in time for|following|thanks to|owing to|"
    r"because of|"
    r"for (?:[a-z]+ )?(?:delivery|deliveries|shipment|installation|completion|launch|handover|"
    r"use))\b|"
    r"\bby (?=(?:the |about |around |early |mid-?|late |end |next |then|now)*(?:end|next|then|now|"
    r"\d|[A-Z][a-z]+ (?:\d|of \d)))|[;:]"
    r"|\([^()]{0,60}\b(?:born|founded|formed|created|established|launched|opened|set up)\b"
)
_OF_FIGURE = later(
    r"\b(?:profits?|sales|revenues?|turnover|loss(?:es)?|earnings|results|accounts|budget) "
    r"(?:of|for|in|from) \Z"
)
"""Before a date: it is that of a figure."""
_SINCE_THEN = later(
    r"\b(?:(?:years?|months?|weeks?|days?|decades?) (?:later|earlier|before|after|ago)|"
    r"the (?:following|next|previous) (?:year|month|week|day|spring|summer|autumn)|"
    r"last (?:year|month|week)|since then|by then)\b"
)
"""Between a date and a verb that is of another time."""
_CORE = later(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Q[1-4]|H[12]|spring|summer|autumn|"
    r"winter)\b"
)
_FOLLOWS = later(
    r",? (?:and|but|while|then) (?:then |again |finally |later )?(?:in|on|since|as early as|by) "
    r"(?:the )?\Z|; (?:in|on) \Z"
)
_FOUNDER = later(r"\A by [^,;:]{3,80}")
_FAR = 260
"""So far behind its event no date stands, even with who did it between them."""
_NEAR = 400
"""Dates farther from an event, with all their words, are none of its."""
_LASTING = ("cooperation", "licence", "supply")
_WHEN = later(
    r",? when (?:the two |both )?[\w'’ ]{0,40}\Z| by (?:[a-z]+ly )?\Z"
    r"|,? (?:with|at|during) (?:an? |the )?\Z"
)
"""Between a date and the verb of the clause that "when" joins to it."""
_SOON = later(
    r" (?:(?:then|also|finally|again|itself|duly|promptly|quietly|[a-z]+ly|has|had|have|was|were|"
    r"been) ){0,3}"
)
"""Between a date and the verb right after it: "Voltessa, which in 2003 sold …"."""
_AUXILIARY = later(r"\b(?:had|has|have|was|were|been|which|that|who), (?:[a-z]+ ){0,5}\Z")
_AUXILIARIES = later(r" (?:was|were|has|had|have)\b")
_DONE_BEFORE = later(
    r"\b(?:[a-z]{2,}ed|built|bought|sold|made|begun|won|set up|taken over|started up) "
    r"(?:(?:back|early|late|in|on|since|only|there|here|the|mid-) ?){0,3}\Z"
)
_STATE = later(r"\b(?:has|have|had)(?: been)?(?: [a-z]+ly| also| already| long)? \Z")
_CLAUSE_WHEN = later(r",? when ")
_TODAY = later(r"\b(?:today|Today)\b")
_DATELINE = later(r"\)?\*{0,2} ?(?:/[\w ]{2,20}/ ?)?(?:\([\w /]{2,20}\) ?)?(?:--|[-–—]) ")


class EventDates:
    """Finds the dates of events in one article."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.dateline = self._dateline()
        self._places: dict[str, tuple[Proposal, Sentence, tuple[int, int | None] | None]] = {}

    def date(self, sentence: Sentence, trigger: Trigger, others: list[Trigger]) -> Attribute | None:
        """Return the date that a construction of the sentence gives to this event."""
        near = (
            max(sentence.start, trigger.span[0] - _NEAR),
            min(sentence.end, trigger.span[1] + _NEAR),
        )
        for dated in self.draft.within(near, "_date"):
            if dated.value("date") and self._leads(dated, trigger, others):
                # "After 1997, when X was sold": the clause is of that year.
                told = dated.attributes["date"]
                day = dated.value("date").removesuffix("/..").removeprefix("../")
                return Attribute(day, told.basis, told.spans or (dated.span,), told.how)
            place = self._place(dated, sentence)
            if place is None or dated.value("sense") in ("by", "until", "before"):
                continue
            start, begin, end = *place, dated.span[1]
            if start > trigger.span[0] and begin is None:
                lasting = trigger.type in _LASTING or self._is_state(sentence, trigger)
                stop = dated.span[0] if lasting else start
                between = self.view[trigger.span[1] : stop] if stop > trigger.span[1] else ""
                if len(between) > _FAR:
                    continue
                nearer = any(
                    one is not trigger and trigger.span[1] <= one.span[0] < start for one in others
                )
                between = _FOUNDER.sub("", between) if "ounded" in trigger.verb else between
                if nearer or _STOPS.search(between) or len(between) > 160:
                    continue
                if _OF_FIGURE.search(between) or is_another(self.view, trigger.span[1], start):
                    continue
                return self._dated(dated, trigger)
            if (
                end <= trigger.span[0]
                and _SOON.fullmatch(self.view, end, trigger.span[0])
                and not self._is_of_before(dated, sentence, trigger)
            ):
                return self._dated(dated, trigger)
            if self._within_group(dated, sentence, trigger):
                return self._dated(dated, trigger)
            if end <= trigger.span[0] and _WHEN.fullmatch(self.view, end, trigger.span[0]):
                return self._dated(dated, trigger)
            if begin is not None and end <= trigger.span[1]:
                between = self.view[end : trigger.span[0]] if end < trigger.span[0] else ""
                between = between.removeprefix(": ")  # of a chronicle
                if begin > sentence.start and ", " in between:
                    continue
                if len(between) > 220 or re.search(r"[;:]|, (?:and|but|while|which) ", between):
                    continue
                later = any(
                    end <= one.span[0] < trigger.span[0]
                    and not (self.view[end : one.span[0]] == " of " and not one.value("date"))
                    for one in self.draft.within((end, trigger.span[0]), "_date")
                )
                if later or _SINCE_THEN.search(between):
                    continue
                return self._dated(dated, trigger)
        if self.dateline is not None and _TODAY.search(
            self.view,
            max(sentence.start, trigger.span[0] - 160),
            min(trigger.span[1] + 30, sentence.end),
        ):
            return Attribute(
                self.dateline.value("date"), "inferred", (self.dateline.span,), "dateline"
            )
        return None

    def _is_of_before(self, dated: Proposal, sentence: Sentence, trigger: Trigger) -> bool:
        """Tell whether a verb has its date behind it: "the works built in 2008 was sold"."""
        first = max(sentence.start, dated.span[0] - 30)
        return bool(_AUXILIARIES.search(self.view, dated.span[1], trigger.span[0])) and bool(
            _DONE_BEFORE.search(self.view, first, self._core(dated))
        )

    def _within_group(self, dated: Proposal, sentence: Sentence, trigger: Trigger) -> bool:
        """Tell whether a date parts a verb from its auxiliary: "had, in May 2013, granted"."""
        first = max(sentence.start, dated.span[0] - 30)
        return self.view[dated.span[1] : trigger.span[0]] == ", " and bool(
            _AUXILIARY.search(self.view, first, self._core(dated))
        )

    def _is_state(self, sentence: Sentence, trigger: Trigger) -> bool:
        """Tell whether a verb tells of what still is: "has belonged to Volta since 2006"."""
        first = max(sentence.start, trigger.span[0] - 40)
        return not trigger.nominal and bool(
            _STATE.search(self.view, first, trigger.span[0])
            or self.view.startswith(" since ", trigger.span[1])
        )

    def _leads(self, dated: Proposal, trigger: Trigger, others: list[Trigger]) -> bool:
        """Tell whether a clause that "when" joins to a date has this trigger: "2019, when X …"."""
        end = dated.span[1]
        if not _CLAUSE_WHEN.match(self.view, end, trigger.span[0]):
            return False
        between = self.view[end + 7 : trigger.span[0]]
        nearer = any(one is not trigger and end <= one.span[0] < trigger.span[0] for one in others)
        return not nearer and len(between) < 120 and not re.search(r"[;:]|, (?:and|but) ", between)

    def _place(self, dated: Proposal, sentence: Sentence) -> tuple[int, int | None] | None:
        """Return where a date and its adverbial begin; None if no event can have it.

        It is asked for every event of a sentence, and found once.
        """
        held = self._places.get(dated.id)
        if held is None or held[0] is not dated or held[1] is not sentence:
            place = None
            if dated.value("date") and self._licensed(dated, sentence):
                place = self._core(dated), self._adverbial(dated, sentence)
            held = self._places[dated.id] = dated, sentence, place
        return held[2]

    def _core(self, dated: Proposal) -> int:
        """Return where a date begins after its preposition."""
        match = _CORE.search(self.view, *dated.span)
        return match.start() if match else dated.span[0]

    def _licensed(self, dated: Proposal, sentence: Sentence) -> bool:
        core = self._core(dated)
        before = self.view[max(sentence.start, core - 30) : core]
        return bool(
            _LICENSED.search(before)
            or not before.strip(" -*•·–")
            or re.search(
                r"\b(?:founded|signed|established|created|dated|launched|formed)(?: on| in)? \Z",
                before,
            )
        )

    def _adverbial(self, dated: Proposal, sentence: Sentence) -> int | None:
        """Return where an adverbial with this date begins, if it stands before its verb."""
        core = self._core(dated)
        before = self.view[sentence.start : core]
        if len(before.strip()) < 32 and re.match(
            r"(?:[\"“-]? ?(?:(?:And|But|Only|Then|Early|Late|Back|As|Already|Later|Earlier|Also|At|"
            r"This|Last|"
            r"the|It|was|"
            r"[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|Between|From|early|late|as|mid|end|beginning|of|"
            r"that|morning|"
            r"afternoon|evening|day|night) ?-?){0,7})\Z",
            before,
        ):
            return sentence.start
        follows = _FOLLOWS.search(before[-30:])
        return core - 30 if follows else None

    def _dated(self, dated: Proposal, trigger: Trigger) -> Attribute:
        value = dated.value("date")
        core = self._core(dated)
        before = self.view[max(0, core - 14) : core]
        lasting = trigger.type in _LASTING and re.search(
            r"(?:since|early as|(?<!dates )(?<!dating )(?<!dated )from) \Z", before, re.IGNORECASE
        )
        if lasting and "/" not in value:
            value = f"{value}/.."
        held = dated.attributes["date"]
        return Attribute(value, held.basis, held.spans or (dated.span,), held.how)

    def _is_alone(self, span: Span) -> bool:
        """Tell whether a date is all that stands on a line, as on top of a notice."""
        before, after = self.view[: span[0]], self.view[span[1] : span[1] + 1]
        return before.rstrip(" *_")[-1:] in ("", "\n") and after in ("", "\n")

    def _dateline(self) -> Proposal | None:
        for dated in self.draft.within((0, min(len(self.view), 900)), "_date"):
            value = dated.value("date")
            if (
                len(value) == 10
                and value[:4].isdigit()
                and (_DATELINE.match(self.view, dated.span[1]) or self._is_alone(dated.span))
            ):
                return dated
        return None
