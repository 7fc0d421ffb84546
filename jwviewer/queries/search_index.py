"""What every word of a dossier says of every fact: an index of distinct texts, not of facts."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from jwviewer.dossier.columns import Coded, bytes_of
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.queries.search_fields import DETAIL, NAME, Field, Fields, spread, texts_of
from jwviewer.queries.search_words import WordLists, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jwviewer.dossier.dossier import Dossier

Array = np.ndarray[Any, np.dtype[Any]]

FUZZY_FROM = 4
"""Shorter words are found exactly or not at all: nearly every short word resembles another."""
MOST_KNOWN = 12
"""The answers to so many words stay at hand: a word typed on leaves the others as they are."""
EQUAL, BEGINS = 500, 200
"""What a label is worth that is, or begins with, all that was typed.

That is more than its last word could be worth more elsewhere: see ``best``.
"""
_WHOLE, _PREFIX, _INSIDE, _FUZZY = 100, 80, 40, 35
_KINDS = (
    "company", "person", "event", "place", "programme", "award",
    "technology", "figure", "role", "conversion", "relation", "claim",
)  # fmt: skip
RANKS = np.array([_KINDS.index(kind) for kind in FACT_KINDS], np.uint8)
"""Which kind of fact comes first among equals, by the number of the kind."""


class Answer(Struct, frozen=True, eq=False):
    """How well each fact answers one word: a level (uint8, 0 for not at all), and its worth."""

    levels: Array
    worth: Array


class SearchIndex:
    """Finds the facts that answer words, by arrays that may be kept and loaded again."""

    def __init__(self, dossier: Dossier, saved: Mapping[str, Array]) -> None:
        store, facts = dossier.store, dossier.columns
        self.saved = saved
        bounds = saved["parts"].tolist()
        names = bytes(saved["names"]).decode().split("\n")
        parts = {
            name: slice(a, b) for name, a, b in zip(names, bounds[:-1], bounds[1:], strict=True)
        }
        words = Words(saved["words"], saved["starts"])
        self.texts = WordLists(
            words, saved["texts"], saved["places"], saved["ends"], saved["sizes"], parts
        )
        self._fields = Fields(dossier, saved)
        self._count = facts.count
        self._ranks = RANKS[facts.kind]
        self._places = {name: facts.slice_of(name) for name in self._fields.labels}
        cells = store["entities"]["name"]
        self._entity_names = (cells.codes,) if isinstance(cells, Coded) else ()
        sets = facts.company_sets
        firms = store["entities"].ids.find_all(bytes_of(sets.names))
        self._members = np.insert(firms[sets.members], sets.ends, -1)
        self._sets = np.repeat(np.arange(len(sets), dtype=np.int32), sets.sizes + 1)
        taking = store["participants"]["entity_id"].coded()
        known = np.array([one.encode() for one in taking.values] or [b""], np.bytes_)
        self._set_count = len(sets)
        self._takers = (store["entities"].ids.find_all(known), taking.codes)
        self._events = len(store["events"])
        self._known: OrderedDict[str, Answer] = OrderedDict()

    @classmethod
    def of(cls, dossier: Dossier) -> SearchIndex:
        """Return the index of a dossier, from what is kept with it or built anew."""
        return cls(dossier, dossier.kept("search-1", lambda: _arrays(dossier)))

    def matching(self, wanted: Sequence[str]) -> Array:
        """Return which facts answer all the words (at least one)."""
        hits: Array = self._answer(wanted[0]).levels > 0
        for word in wanted[1:]:
            hits &= self._answer(word).levels > 0
        return hits

    def best(self, wanted: Sequence[str], limit: int) -> list[int]:
        """Return the positions of the facts that answer the words best, the best first."""
        flags = self.matching(wanted)
        labels = self._label_scores(wanted, flags)
        # A label that begins with all that was typed is worth more than any words elsewhere, so
        # that where there are enough of these no others are looked at, which may be all facts.
        begun = np.flatnonzero(labels)
        begun = begun[flags[begun]]
        found = self._ranked(wanted, begun, labels[begun], limit)
        flags[begun] = False
        if len(wanted) > 1:
            rest = np.flatnonzero(flags) if len(found) < limit else begun[:0]
            return found + self._ranked(wanted, rest, labels[rest], limit - len(found))
        levels, level = self._answer(wanted[0]).levels, len(self._answer(wanted[0]).worth)
        while len(found) < limit and (level := level - 1):
            found += self._first(np.flatnonzero((levels == level) & flags), limit - len(found))
        return found

    def _ranked(self, wanted: Sequence[str], places: Array, labels: Array, limit: int) -> list[int]:
        """Return those of some facts that answer the words best, ``labels`` is what theirs add."""
        scores = labels.astype(np.float64)
        for word in wanted:
            answer = self._answer(word)
            scores += answer.worth.take(answer.levels[places])
        found: list[int] = []
        while len(found) < limit and len(places):
            top = scores == scores.max()
            found += self._first(places[top], limit - len(found))
            places, scores = places[~top], scores[~top]
        return found

    def _first(self, places: Array, limit: int) -> list[int]:
        """Return so many of some facts: kind by kind, in their order."""
        found: list[int] = []
        ranks = self._ranks[places]
        for rank in range(len(_KINDS)):
            if len(found) >= min(limit, len(places)):
                break
            found += places[ranks == rank][: limit - len(found)].tolist()
        return found

    def _answer(self, word: str) -> Answer:
        if word not in self._known:
            self._known[word] = self._look_up(word)
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        self._known.move_to_end(word)
        return self._known[word]

    def _look_up(self, word: str) -> Answer:
        words = self.texts.words
        levels = np.zeros(len(words), np.uint8)
        if len(word) >= 3 or not word.isascii():
            levels[words.holding(word)] = 1
        levels[words.beginning(word)] = 2
        whole = words.find(word)
        if whole >= 0:
            levels[whole] = 3
        values = np.array([0.0, _INSIDE, _PREFIX, _WHOLE])
        if not levels.any() and len(word) >= FUZZY_FROM and not word[0].isdigit():
            alike = words.resembling(word)
            values = np.unique([0.0, *(_FUZZY * likeness / 100 for _, likeness in alike)])
            for number, likeness in alike:
                levels[number] = np.searchsorted(values, _FUZZY * likeness / 100)
        worth = np.unique(np.concatenate([values * NAME, values * DETAIL]))
        return Answer(self._spread(levels, values, worth), worth)

    def _spread(self, levels: Array, values: Array, worth: Array) -> Array:
        """Return the level in ``worth`` of every fact; ``values`` tells the levels of words."""
        found = np.zeros(self._count, np.uint8)
        if not levels.any():
            return found
        texts = self.texts.best(levels)
        parts = {name: texts[here] for name, here in self.texts.parts.items()}
        parts |= self._derived(parts["entities.name"])
        weighted = {
            weight: np.searchsorted(worth, values * weight).astype(np.uint8)
            for weight in (NAME, DETAIL)
        }
        for field in self._fields.all:
            if parts[field.part].any():
                here = found[field.where]
                np.maximum(here, field.spread(weighted[field.weight][parts[field.part]]), out=here)
        return found

    def _derived(self, names: Array) -> dict[str, Array]:
        """Return the levels of sets of companies and of those who take part in events."""
        entities = spread(names, self._entity_names)
        sets = np.zeros(self._set_count, np.uint8)
        events = np.zeros(self._events, np.uint8)
        members, taking = spread(entities, (self._members,)), spread(entities, self._takers)
        for level in range(1, int(names.max(initial=0)) + 1):
            sets[self._sets[members == level]] = level
            events[self.saved["takes"][taking == level]] = level
        return {"sets": sets, "takers": events}

    def _label_scores(self, wanted: Sequence[str], flags: Array) -> Array:
        """Return for every fact what its label is worth beyond the words in it.

        ``flags`` are the facts that have all the words.
        """
        steps = _Steps(wanted, self.texts)
        found = np.zeros(self._count, np.int16)
        for table, fields in self._fields.labels.items():
            here = self._places[table]
            if flags[here].any():
                states = steps.through(fields)
                if states is not None:
                    found[here] = steps.worth.take(states)
        return found


def _arrays(dossier: Dossier) -> dict[str, Array]:
    texts, numbered = texts_of(dossier)
    lists = WordLists.of(texts)
    taking = dossier.store["participants"]["event_id"]
    return {
        "words": lists.words.run, "starts": lists.words.starts,
        "texts": lists.texts, "places": lists.places, "ends": lists.ends, "sizes": lists.sizes,
        "parts": np.array([0, *(one.stop for one in lists.parts.values())], np.int64),
        "names": np.frombuffer("\n".join(lists.parts).encode(), np.uint8),
        "takes": dossier.store["events"].ids.find_all(bytes_of(taking)), **numbered,
    }  # fmt: skip


class _Steps:
    """How far labels go along with what was typed, part by part.

    A state is the number of words that are the same so far; with all of them the label is what
    was typed. The next state is that of a label that goes on behind it, the last one that of
    any other label.
    """

    def __init__(self, wanted: Sequence[str], texts: WordLists) -> None:
        words, self._texts = texts.words, texts
        self._all = len(wanted)
        self._begun, self._other = self._all + 1, self._all + 2
        self.worth = np.zeros(self._all + 3, np.int16)
        self.worth[self._all], self.worth[self._begun] = EQUAL, BEGINS
        numbers = [words.find(word) for word in wanted]
        self._words = [slice(n, n + 1) if n >= 0 else slice(0, 0) for n in numbers]
        self._start = words.beginning(wanted[-1])
        self._tables: dict[int, Array] = {}

    def through(self, fields: Sequence[Field]) -> Array | None:
        """Return the states of the labels that fields make up; None when all are other ones."""
        states: Array | None = None
        possible = {0}
        for field in fields:
            here = self._texts.parts[field.part]
            reached: set[int] = set()
            found = states
            for state in possible - {self._begun, self._other}:
                table = self._after(state)[here]
                reached.update(np.flatnonzero(np.bincount(table)).tolist())
                reached.add(state) if field.partial else None
                moved = field.spread(table, state)
                if states is None or found is None:
                    found = moved
                else:
                    found = np.where(states == state, moved, found)
            states = found
            possible = reached | (possible & {self._begun, self._other})
            if possible == {self._other}:
                return None
        return states

    def _after(self, state: int) -> Array:
        """Return where a state gets by every text."""
        if state not in self._tables:
            self._tables[state] = self._moved(state)
        return self._tables[state]

    def _moved(self, state: int) -> Array:
        sizes = self._texts.sizes
        if state == self._all:
            return np.where(sizes > 0, self._begun, state).astype(np.uint8)
        left = self._words[state:]
        same = np.zeros(len(sizes), np.uint8)
        for place, word in enumerate(left[:-1]):
            self._go_on(same, word, place)
        exact = same.copy()
        self._go_on(exact, left[-1], len(left) - 1)
        self._go_on(same, self._start, len(left) - 1)
        new = np.full(len(sizes), self._other, np.uint8)
        through = (sizes < len(left)) & (same >= sizes)
        new[through] = state + sizes[through]
        new[same == len(left)] = self._begun
        new[(exact == len(left)) & (sizes == len(left))] = self._all
        return new

    def _go_on(self, same: Array, words: slice, place: int) -> None:
        """Count on where a text that was the same so far has one of the words at a place."""
        at = self._texts.at(words)
        texts = self._texts.texts[at][self._texts.places[at] == place]
        texts = texts[same[texts] == place]
        same[texts] = place + 1
