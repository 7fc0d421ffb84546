"""What tells of an event in a sentence: the noun or verb, its type, and whether it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.deal_turns import deals_told
from jwviewer.reading.layers.joint_works import (
    BEGUN,
    BUILT,
    JOINT_SITE,
    JOINT_SITES,
    RELATIONS,
    built_together,
)
from jwviewer.reading.layers.trigger_forms import (
    DENIED,
    IF,
    NO_DEAL,
    OFFICES,
    PROPOSED,
    SUPERLATIVE,
    TriggerWords,
)  # fmt: skip
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_DETERMINER = later(
    r"\b(?P<det>an?|another|the|this|that|these|its|their|his|our|two|three|several|no|any|such|"
    r"his|"
    r"[A-Z][\w-]*'s)(?P<adj>(?: (?!of |in |for |with |and |to |on |the |a |under |by |at |from |"
    r"as |[\w-]+['’]s )[\w:'’&-]{1,24}){0,5}) \Z",
    re.IGNORECASE,
)
_ADJECTIVES = later(
    r"(?:(?<=^)|(?<=\W))(?P<adj>(?:(?:new|strategic|comprehensive|global|binding|definitive|"
    r"long-term|"
    r"exclusive|framework|three-year|five-year|ten-year|multi-year|technical|[a-z]+-year|joint|"
    r"separate|non-binding|preliminary|first|second|signing|Framework|Strategic) ){1,4})\Z"
)
_DONE_AFTER = later(
    r"[^.;:!?]{0,70}?\b(?:(?:was|were|has been|have been|had been|is|are|being|the two|they|that|"
    r"which|"
    r"both|companies|,) )*(?P<verb>signed|concluded|inked|sealed|reached|initialled|finalised|"
    r"finalized|agreed|awarded|held|celebrated|exchanged|took place|announced|completed|closed|"
    r"entered into|began|started|launched|formed|established|founded|created|set up|struck|renewed|"
    r"extended)\b"
)
_BETWEEN = later(r"(?: agreement)? between ")
_WITH = later(r"(?: [a-z-]+){0,2} (?:with|from) (?:the )?(?:[\w'’-]+ ){0,4}?(?=[A-Z])")
_TALKS = later(
    r"\b(?:talks?|negotiations?|discussions?|hopes?|plans?|option|possibility|prospects?|idea|"
    r"draft)"
    r" (?:on|about|for|over|of|with [\w ]{1,30} (?:on|about|over)) (?:an? |the )?(?:[\w-]+ ){0,3}\Z"
)
_PURPOSE = (
    ("joint_venture", later(r"joint[- ]venture|joint company|joint subsidiary")),
    (
        "acquisition",
        later(
            r"\b(?:acquire|buy|take over|purchase (?:of )?(?:a |the |all |\d)|"
            r"acquisition of|takeover of|merge|sell (?:its|the|a) )"
        ),
    ),
    ("licence", later(r"\blicen[cs](?:e|ing)\b")),
    (
        "supply",
        later(
            r"\b(?:supply|delivery of|deliver|supplies of|purchase of \d|"
            r"order for|for \d[\d,.]* )"
        ),
    ),
)


_ANEW = later(
    r"(?:extend|renew|prolong)|(?:w[io]n|award|land|secur|clinch|receiv|grant)(?!ing)",
    re.IGNORECASE,
)
"""What is won, or prolonged, is an event of its own, though "the" or "their" stands before it."""
_HOLDS = later(r"\b(?:has|holds|have|hold|boasts)(?: an?)? \Z")
_UNDER = later(r"\b(?:[Uu]nder|[Tt]hrough|[Bb]y way of|[Aa]s part of) (?:an? |its |their |the )?\Z")
_STAKE = later(
    r"[a-z]+(?: over)? (?:an? |the )?(?:(?P<size>\d{1,2}(?:[.,]\d{1,2})?) ?(?:%|"
    r"per ?cent) )?(?:of |[a-z]+ ){0,3}?"
    r"(?:stake|interest|shareholding|holding|shares)\b"
)
_SMALL_PART = later(r"\bminority\b|\ba (?:third|quarter|fifth|sixth|seventh|eighth|tenth) ")
_FORMED = later(
    r"\b(?:form(?:ation|ed)|establish(?:ed|ment)|set up|creat(?:ed|ion)|found(?:ed|ing)|launched)\b"
)
_ALSO_NOUNS = frozenset(
    {"supply", "supplies", "purchase", "orders", "order", "launch", "form", "forms", "partnered",
     "launches", "sign", "purchases", "purchased", "established", "licences"}
)  # fmt: skip
MOST_TOLD = 20
"""A sentence tells of so many deals at most; what goes on after them is a list."""
_PROMISED = frozenset({"supply", "joint_venture", "acquisition", "cooperation"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One event in a sentence; ``head`` is its noun or verb, ``span`` takes in a verb beside it."""

    type: str
    head: Span
    span: Span
    noun: str
    definite: bool
    verb: str

    @property
    def nominal(self) -> bool:
        """Tell whether a noun names the event."""
        return bool(self.noun)


def triggers(view: str, sentence: Sentence, known: TriggerWords) -> list[Trigger]:
    """Return the events that a sentence says to have happened, in order; and references to some."""
    if view[sentence.end - 1] == "?":
        return []
    found = [
        *_told(view, sentence, known),
        *islice(_nominal(view, sentence, known), MOST_TOLD),
        *islice(_verbal(view, sentence, known), MOST_TOLD),
        *(
            Trigger("joint_venture", span, span, "", False, BUILT)
            for span in built_together(view, *sentence.span)
        ),
    ]
    found.sort(key=lambda one: (one.span[0], -one.span[1]))
    kept: list[Trigger] = []
    for one in found:
        if any(
            one.head != other.head and one.head[0] < other.span[1] and other.span[0] < one.head[1]
            for other in kept[-4:]
        ):
            continue
        kept.append(one)
    return kept[:MOST_TOLD]


def _told(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    """Yield the deals that a turn of phrase tells of: who is given a stake, what was sold."""
    for told in deals_told(view, *sentence.span, known.turns):
        if not DENIED.search(view, max(sentence.start, told.head[0] - 120), told.head[0]):
            verb = "dealt" if told.parties > 1 else "paid"
            yield Trigger(told.type, told.head, told.head, "", False, verb)


def folded(view: str, sentence: Sentence, listed: list[Trigger]) -> list[Trigger]:
    """Return the triggers, where "under a contract X supplies Y" tells of one event."""
    for noun in listed:
        if noun.type not in ("agreement", "supply", "licence") or not noun.nominal:
            continue
        if not _UNDER.search(view, max(sentence.start, noun.head[0] - 30), noun.head[0]):
            continue
        told = [one for one in listed if one.type in ("supply", "licence") and not one.nominal]
        if len(told) == 1 and told[0].head[0] - noun.head[1] < 160:
            whole = replace(noun, type=told[0].type)
            return [whole if one is noun else one for one in listed if one is not told[0]]
    return listed


def _nominal(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    start, end = sentence.span
    for match in known.noun.finditer(view, start, end):
        first, last = match.span()
        kind = known.noun_type[" ".join(match.group().casefold().split())]
        before = view[max(start, first - 70) : first]
        if DENIED.search(view, max(start, first - 120), first) or NO_DEAL.match(view, last):
            continue
        if PROPOSED.search(view, max(start, first - 50), first):
            continue
        determiner = _DETERMINER.search(before)
        det = determiner["det"].casefold() if determiner else ""
        begin = first - len(before) + determiner.start() if determiner else first
        adjectives = _ADJECTIVES.search(before)
        if determiner is None and adjectives:
            begin = first - len(adjectives["adj"])
        if det in ("no", "any", "such") or _TALKS.search(view[max(start, begin - 60) : first]):
            continue
        noun = view[begin if determiner is None else begin + len(det) : last].strip()
        definite = det in ("the", "this", "that", "these") or (
            det in ("its", "their", "his", "our") and kind != "joint_venture"
        )
        kind = _purposed(view, kind, last, end, noun)
        begun = BEGUN.match(view, last, end)
        if begun is not None and noun.split()[-1].casefold() in RELATIONS:
            yield Trigger("cooperation", (begin, last), (begin, begun.end()), noun, False, "began")
            continue
        definite = definite or SUPERLATIVE.search(view, begin, first) is not None
        verb = _signed_before(view, start, begin, known)
        if verb is not None and (
            _ANEW.match(view, verb[0], verb[1])
            or (det in ("their", "its") and view[verb[0] : verb[1]].startswith("sign"))
        ):
            definite = False
        if verb is not None:
            if _is_done(view, start, verb, known):
                yield Trigger(
                    kind, (begin, last), (verb[0], last), noun, definite, view[verb[0] : verb[1]]
                )
            continue
        after = _DONE_AFTER.match(view, last, min(end, last + 110))
        told = after and view[last : after.start("verb")]
        if told and (
            known.noun.search(told)
            or re.search(r", (?:(?:the|they|both) [a-z ]*|[A-Z][^,]{0,60})\Z", told)
        ):
            after = None
        if after and not known.not_yet.search(
            view[max(last, after.start("verb") - 30) : after.start("verb")]
        ):
            definite = definite and after["verb"] not in ("renewed", "extended")
            span = begin, after.end("verb")
            yield Trigger(kind, (begin, last), span, noun, definite, after["verb"])
            continue
        if (
            kind == "ceremony"
            or _BETWEEN.match(view, last)
            or (
                (not definite or kind == "acquisition")
                and _stands_alone(view, start, begin, last, kind)
            )
        ):
            yield Trigger(kind, (begin, last), (begin, last), noun, definite, "")


def _stands_alone(view: str, start: int, begin: int, last: int, kind: str) -> bool:
    """Tell whether a noun tells of its event without a verb: under a licence agreement, a list."""
    before = view[start:begin].casefold()
    if kind in ("supply", "licence", "agreement", "letter_of_intent") and (
        before.endswith(("under ", "under a ", "by way of ", "thanks to "))
        or (_HOLDS.search(before[-24:]) and _WITH.match(view, last))
        or (not before.strip(" -*•·–#0123456789.:") and _WITH.match(view, last))
    ):
        # "ordered under a contract" tells of the order.
        holds = _HOLDS.search(before[-24:]) is not None
        return holds or len(before) < 34 or kind == "licence"
    if kind == "joint_venture" and _FORMED.search(view, max(start, begin - 170), begin):
        return True
    return kind in ("acquisition", "joint_venture") and bool(
        re.match(
            r"(?: (?:last|this) (?:week|month|year)| (?:in|on) [\w ]{3,20}?)?"
            r" (?:of|with|by) (?:\d[\d.]*(?:%| per ?cent| pct) of )?(?:the )?"
            r"(?:[a-z-]+ ){0,5}[A-Z]",
            view[last : last + 90],
        )
    )


def _purposed(view: str, kind: str, last: int, end: int, noun: str) -> str:
    """Return the type that an agreement's purpose makes of it: one to form a joint venture."""
    if kind != "agreement":
        return kind
    ahead = view[last : min(end, last + 90)]
    cut = re.search(
        r"[;.]|, (?:which|and|the|it|said)|(?<= )(?:after|while|whose|between)\b", ahead
    )
    ahead = ahead[: cut.start()] if cut else ahead
    aim = re.match(
        r"(?: (?:with|by|from) [^,;]{1,50}?| in [A-Z][^,;]{1,20}?| worth [^,;]{1,40}?){0,2}"
        r"(?: to| for| on| under which| that| covering|"
        r" over)\b(?P<aim>.*)",
        ahead,
    )
    if aim is None:
        return kind
    for other, pattern in _PURPOSE:
        if pattern.search(aim["aim"]) and not (other == "supply" and "cooperation" in noun):
            return other
    return kind


def _signed_before(view: str, start: int, begin: int, known: TriggerWords) -> Span | None:
    window = max(start, begin - 60)
    last = None
    for match in known.sign.finditer(view, window, begin):
        last = match
    if last is None:
        return None
    gap = view[last.end() : begin]
    if re.search(r"[;:.]|, |\b(?:that|which|who|under|since|after|before|with|from|of)\b", gap):
        return None
    return last.span()


def _is_done(view: str, start: int, verb: Span, known: TriggerWords) -> bool:
    before = view[max(start, verb[0] - 45) : verb[0]]
    if known.not_yet.search(before):
        return False
    # "to sign" without "agreed" before it is an aim.
    word = view[verb[0] : verb[1]]
    if before.endswith(" to ") and not re.search(r"agree[ds]? to \Z|due to \Z", before):
        return word not in ("sign", "conclude", "reach", "enter into", "enter", "announce", "agree")
    return True


def _verbal(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    start, end = sentence.span
    for match in known.verb.finditer(view, start, end):
        first, last = match.span()
        word = match.group()
        before = view[max(start, first - 45) : first]
        if DENIED.search(view, max(start, first - 120), first):
            continue
        future = known.not_yet.search(before)
        willing = re.search(r"\b(?:will|is to|are to)(?: \w+)? \Z", before)
        stake = _STAKE.match(view, first, min(end, first + 90))
        kinds = known.verb_types[" ".join(word.split())]
        if future:
            kinds = tuple(one for one in kinds if willing and (one in _PROMISED or stake))
        if (
            re.search(r"(?<!agreed)(?<!agrees)(?<!agree) to \Z", before)
            and word.isalpha()
            and not willing
        ):
            continue
        if (
            re.search(
                r"\b(?:the|a|an|its|their|of|new|for|our|per|in|by|'s)(?: [a-z-]+)? \Z", before
            )
            and word in _ALSO_NOUNS
        ):
            continue
        if word in ("orders", "purchases", "supplies") and before.endswith("ed "):
            continue
        if IF.search(before) or (word.endswith("ing") and OFFICES.match(view, last)):
            continue
        if "joint_venture" in kinds and not future and JOINT_SITES.match(view, last, end):
            yield Trigger("cooperation", (first, last), (first, last), "", False, JOINT_SITE)
            continue
        for kind in kinds:
            yield Trigger(_by_size(kind, stake), (first, last), (first, last), "", False, word)


def _by_size(kind: str, stake: re.Match[str] | None) -> str:
    """Return investment for a stake of less than half, acquisition for one of more."""
    if stake is None or kind not in ("acquisition", "investment"):
        return kind
    size = stake["size"]
    small = bool(size) and float(size.replace(",", ".")) < 50
    return "investment" if small or _SMALL_PART.search(stake.group()) else "acquisition"
