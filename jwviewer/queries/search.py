"""Finding facts by any word or number in them, forgiving slips of the finger."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from jwviewer.language import tr
from jwviewer.queries.wording import date_words, event_name, kind_name, value_words, when_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

MOST_WORDS = 8
MOST_CHARS = 120
FUZZY_FROM = 4
"""Shorter words are found exactly or not at all: nearly every short word resembles another."""
FUZZY_CUTOFF = 78
_NAME, _DETAIL = 2.0, 1.0
_WHOLE, _PREFIX, _INSIDE, _FUZZY = 100, 80, 40, 35
_KINDS = (
    "company", "person", "event", "place", "programme", "award",
    "technology", "figure", "role", "conversion", "relation", "claim",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[.][0-9]+)*%?|%")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_AMOUNT = re.compile(r"([0-9][0-9.]*)(bn|billion|m|mn|million|k|%)")


class Hit(Struct, frozen=True):
    """A found fact: what to show of it in a list of results."""

    fact_id: str
    label: str
    kind: str
    detail: str


def search(dossier: Dossier, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Return the facts that hold every word of ``text``, the best first; "" finds nothing."""
    wanted = words_of(text[:MOST_CHARS])[:MOST_WORDS]
    if not wanted:
        return ()
    index = _index(dossier)
    scores = index.scores(wanted)
    whole = " ".join(wanted)
    for number in scores:
        label = index.labels[number]
        scores[number] += 500 if label == whole else 200 if label.startswith(whole) else 0
    best = sorted(scores, key=lambda n: (-scores[n], index.ranks[n], n))[:limit]
    return tuple(_hit(dossier, dossier.facts[number]) for number in best)


def matching(dossier: Dossier, text: str) -> frozenset[str] | None:
    """Return the ids of all facts that hold every word of ``text``; None for no words at all."""
    wanted = words_of(text[:MOST_CHARS])[:MOST_WORDS]
    if not wanted:
        return None
    ids = dossier.fact_ids
    return frozenset(ids[number] for number in _index(dossier).scores(wanted))


def words_of(text: str) -> list[str]:
    """Return the words of a text folded for comparison; "260,000" and "260000" are one word."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    words: list[str] = []
    for word in _WORD.findall(_GROUPED.sub("", plain)):
        amount = _AMOUNT.fullmatch(word)
        words.extend(amount.groups() if amount else (word,))
    return words


class _Index:
    """Every word of a dossier with the facts it stands in and its weight there."""

    def __init__(self, dossier: Dossier) -> None:
        found: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self.labels: list[str] = []
        self.ranks: list[int] = []
        for number, fact in enumerate(dossier.facts):
            names = words_of(" ".join(_names(dossier, fact)))
            for word in words_of(" ".join(_details(dossier, fact))):
                found[word][number] = _DETAIL
            for word in names:
                found[word][number] = _NAME
            self.labels.append(" ".join(words_of(fact.label)))
            self.ranks.append(_KINDS.index(fact.kind) if fact.kind in _KINDS else len(_KINDS))
        self._places = dict(found)
        self._words = sorted(found)

    def scores(self, wanted: list[str]) -> dict[int, float]:
        """Return a score for every fact that answers all the wanted words."""
        total: dict[int, float] | None = None
        for word in wanted:
            here: dict[int, float] = {}
            for known, quality in self._answers(word):
                for number, weight in self._places[known].items():
                    here[number] = max(here.get(number, 0.0), quality * weight)
            if total is None:
                total = here
            else:
                total = {n: score + here[n] for n, score in total.items() if n in here}
        return total or {}

    def _answers(self, word: str) -> Iterator[tuple[str, float]]:
        start = bisect_left(self._words, word)
        found = False
        for known in self._words[start:]:
            if not known.startswith(word):
                break
            found = True
            yield known, _WHOLE if known == word else _PREFIX
        if len(word) >= 3 or not word.isascii():
            inside = [
                known for known in self._words if word in known and not known.startswith(word)
            ]
            found = found or bool(inside)
            yield from ((known, _INSIDE) for known in inside)
        if not found and len(word) >= FUZZY_FROM and not word[0].isdigit():
            yield from self._resembling(word)

    def _resembling(self, word: str) -> Iterator[tuple[str, float]]:
        from rapidfuzz import fuzz, process

        for known, likeness, _ in process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=12
        ):
            yield known, _FUZZY * likeness / 100


@lru_cache(maxsize=4)
def _index(dossier: Dossier) -> _Index:
    return _Index(dossier)


def _names(dossier: Dossier, fact: Fact) -> Iterator[str]:
    yield fact.label
    yield fact.role
    if fact.table == "entities":
        row = dossier.row("entities", fact.id)
        yield from (row["short_name"], row["name_local"], row["aliases"])
    if fact.value:
        yield from (fact.value, fact.value_high, value_words(dossier, fact))


def _details(dossier: Dossier, fact: Fact) -> Iterator[str]:
    yield kind_name(fact.kind)
    yield from (dossier.name(company) for company in fact.company_ids)
    yield from (dossier.name(p.entity_id) for p in fact.participants)
    yield from (dossier.name(i) for i in (fact.place_id, fact.object_id, fact.asserter_id))
    yield from (fact.definition, fact.result, fact.note, date_words(fact))
    if fact.event_type:
        yield event_name(fact.event_type)


def _hit(dossier: Dossier, fact: Fact) -> Hit:
    companies = ", ".join(dossier.short_name(company) for company in fact.company_ids)
    value = value_words(dossier, fact)
    parts = (value, when_words(dossier, fact), "" if companies == fact.label else companies)
    detail = tr(" · ").join(part for part in parts if part)
    return Hit(fact.id, fact.label, fact.kind, detail or kind_name(fact.kind))
