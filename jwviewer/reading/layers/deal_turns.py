"""Turns of phrase that tell of a deal: what is done to which things, from and to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later, matches_at
from jwviewer.reading.proposal import Span
from jwviewer.reading.turns import openings

_WORD = later(r"[A-Za-z]+")
_PART = later(r"<(?P<name>[A-Z_]+)>")
_VERB = later(r"<VERB: (?P<rows>[^>]+)>")
_UNSURE = later(
    r"\b(?:not|never|will|would|could|may|might|to|should|can|cannot|if|whether|wants?|plans?|"
    r"hopes?|nearly|almost|n't)(?: be| have| only| also| again)? \Z"
)
_NOUN = later(r"\b(?:the|an?|its|their|this|that|first|new|initial|his|her|our|of|for|under) \Z")
"""Before the purchase or the order, which are nouns here."""
_VERB_FIRST = r"\b(?P<verb>"
_OF_TWO = "_of_two"
_HALF = 50


class DealTurn(NamedTuple):
    """One turn of phrase: the type it tells, how many companies it needs, if it is a plan."""

    type: str
    parties: int
    planned: bool
    pattern: re.Pattern[str]


class Told(NamedTuple):
    """One deal told: its type, its verb, and how many companies it needs."""

    type: str
    head: Span
    parties: int


class DealTurns:
    """All turns of phrase, each looked for only where the first word of its verb stands."""

    def __init__(self, turns: tuple[DealTurn, ...]) -> None:
        self._turns = turns
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(turns):
            for word in {phrase.split(" ")[0] for phrase in openings(one.pattern.pattern)}:
                self._by_word[word].append(number)
        self._held: tuple[str, list[int], list[list[int]]] = "", [], []

    def unfindable(self) -> list[str]:
        """Return the patterns of turns whose verb has no first word to look for: slips."""
        found = {number for numbers in self._by_word.values() for number in numbers}
        return [one.pattern.pattern for n, one in enumerate(self._turns) if n not in found]

    def within(self, view: str, start: int, end: int) -> Iterator[tuple[DealTurn, re.Match[str]]]:
        """Yield what is found in a stretch of a view, with its turn."""
        if self._held[0] is not view:
            known = [
                (match.start(), numbers)
                for match in _WORD.finditer(view)
                if (numbers := self._by_word.get(match.group())) is not None
            ]
            self._held = view, [one for one, _ in known], [numbers for _, numbers in known]
        _, places, turns = self._held
        first, last = bisect_left(places, start), bisect_left(places, end)
        near: dict[int, list[int]] = defaultdict(list)
        for place, numbers in zip(places[first:last], turns[first:last], strict=True):
            for number in numbers:
                near[number].append(place)
        for number in sorted(near):
            turn = self._turns[number]
            if turn.pattern.pattern.startswith(_VERB_FIRST):
                found = matches_at(turn.pattern, view, near[number], end)
            else:
                found = turn.pattern.finditer(view, start, end)
            for match in found:
                yield turn, match


def deal_turns(lexicons: Lexicons) -> DealTurns:
    """Return the turns of phrase of the lexicon; types that end so need two companies."""
    parts = lexicons.table("en/deals", "parts")
    return DealTurns(
        tuple(
            DealTurn(
                key.removesuffix(_OF_TWO),
                2 if key.endswith(_OF_TWO) else 1,
                section == "planned",
                later(_written_out(pattern, parts)),
            )
            for section in ("done", "planned")
            for key, patterns in lexicons.table("en/deals", section).items()
            for pattern in patterns
        )
    )


def _written_out(pattern: str, parts: dict[str, str]) -> str:
    """Return a pattern with its named parts and all forms of its verbs."""
    for _ in range(3):  # parts hold parts
        pattern = _PART.sub(lambda match: parts[match["name"]], pattern)
    return _VERB.sub(_forms, pattern)


def _forms(match: re.Match[str]) -> str:
    rows = match["rows"].split("; ")
    forms = dict.fromkeys(form for row in rows for form in inflected(row))
    return f"(?P<verb>{'|'.join(sorted(forms, key=len, reverse=True))})"


def deals_told(view: str, start: int, end: int, turns: DealTurns) -> Iterator[Told]:
    """Yield the deals that a sentence tells of in a turn of phrase."""
    for turn, match in turns.within(view, start, end):
        head = match.span("verb")
        if not turn.planned and _UNSURE.search(view, max(start, head[0] - 40), head[0]):
            continue
        noun = turn.type in ("supply", "stake")
        if noun and _NOUN.search(view, max(start, head[0] - 9), head[0]):
            continue
        yield Told(_by_size(match) if turn.type == "stake" else turn.type, head, turn.parties)


def _by_size(match: re.Match[str]) -> str:
    size = match["size"]
    small = size is not None and float(size.replace(",", ".")) < _HALF
    return "investment" if small or match["part"] or match["small"] else "acquisition"
