"""Texts as lists of word numbers: folded for comparison, every distinct word kept once."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np

from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.lazy_sequence import LazySequence

Array = np.ndarray[Any, np.dtype[Any]]

FUZZY_CUTOFF = 78
_MOST_ALIKE = 12
_AT_ONCE = 2048
"""So many texts are folded in one go: no other thread waits long for its turn."""
_WORD = re.compile(r"[^\W_]+(?:[.][0-9]+)*%?|%")
_TOKEN = re.compile(_WORD.pattern + r"|\n")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_AMOUNT = re.compile(r"([0-9][0-9.]*)(bn|billion|m|mn|million|k|%)")
_STOP, _END = "\x00", -1
"""What stands behind a text among its words, and among their numbers; no word is like it."""
_MOST_PLACES = 255
_PLAIN = {n: " " for n in range(128) if not chr(n).isalnum() and n != 10}


def words_of(text: str) -> list[str]:
    """Return the words of a text folded for comparison; "260,000" and "260000" are one word."""
    words: list[str] = []
    for word in _WORD.findall(_folded(text)):
        amount = _AMOUNT.fullmatch(word)
        words.extend(amount.groups() if amount else (word,))
    return words


def _folded(text: str) -> str:
    if text.isascii():
        return _GROUPED.sub("", text.lower()) if "," in text else text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    marks = {ord(char): None for char in set(folded) if unicodedata.combining(char)}
    return _GROUPED.sub("", folded.translate(marks) if marks else folded)


class Words(LazySequence[str]):
    """Distinct words in their order, as one run of UTF-8 with a line feed around each."""

    def __init__(self, run: Array, starts: Array) -> None:
        self.run = run
        self.starts = starts

    @classmethod
    def of(cls, words: Sequence[str]) -> Words:
        """Return sorted words as one run."""
        parts = [word.encode("utf-8", "surrogatepass") for word in words]
        sizes = np.fromiter(map(len, parts), np.int32, len(parts))
        starts = np.cumsum(sizes + 1, dtype=np.int32) - sizes
        return cls(np.frombuffer(b"\n" + b"".join(p + b"\n" for p in parts), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts)

    def _at(self, number: int) -> str:
        start = int(self.starts[number])
        end = (
            int(self.starts[number + 1]) - 1 if number + 1 < len(self.starts) else len(self.run) - 1
        )
        return self.run[start:end].tobytes().decode("utf-8", "surrogatepass")

    def find(self, word: str) -> int:
        """Return the number of a word, -1 when no text has it."""
        at = bisect_left(self, word)
        return at if at < len(self) and self[at] == word else -1

    def beginning(self, start: str) -> slice:
        """Return which words begin like this."""
        first = bisect_left(self, start)
        return slice(first, bisect_right(self, start, first, key=lambda word: word[: len(start)]))

    def holding(self, piece: str) -> Array:
        """Return the numbers of the words that have this in them, ascending."""
        wanted = piece.encode("utf-8", "surrogatepass")
        run = self.run[: len(self.run) - len(wanted) + 1]
        at = np.flatnonzero(run == wanted[0])
        for place, byte in enumerate(wanted[1:], 1):
            at = at[self.run[at + place] == byte]
        return each_once(np.searchsorted(self.starts, at, "right") - 1)

    def resembling(self, word: str) -> list[tuple[int, float]]:
        """Return the numbers of the words most like one, each with its likeness in percent."""
        from rapidfuzz import fuzz, process

        near = self._near(word)
        known = [self[number] for number in near.tolist()]
        found = process.extract(
            word, known, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=_MOST_ALIKE
        )
        return [(int(near[at]), likeness) for _, likeness, at in found]

    def _near(self, word: str) -> Array:
        """Return the numbers of the words that can be like enough to one, ascending.

        Likeness is the share of letters, counted in both, that stand in the same order.
        """
        if not len(self) or not word.isascii():
            return np.arange(len(self))
        starts = self.starts
        sizes = np.add.reduceat((self.run & 0xC0) != 0x80, starts, dtype=np.int32) - 1
        own = np.zeros(256, np.bool_)
        own[list(word.encode())] = True
        common = np.add.reduceat(own[self.run], starts, dtype=np.int32)
        least = FUZZY_CUTOFF / 200 * (len(word) + sizes)
        return np.flatnonzero((common >= least - 0.01) & (least <= len(word) + 0.01))


class WordLists:
    """The words of texts: for every word the texts that have it, and where in them.

    ``texts`` are the texts of all words, word by word, ``places`` (uint8) where the word stands
    in them, ``ends`` the end of each word's stretch in both, ``sizes`` (uint8) how many words a
    text has; both stop at 255. ``parts`` tells where the texts of a part stand among all.
    """

    def __init__(
        self, words: Words, texts: Array, places: Array, ends: Array, sizes: Array,
        parts: Mapping[str, slice],
    ) -> None:  # fmt: skip
        self.words = words
        self.texts = texts
        self.places = places
        self.ends = ends
        self.sizes = sizes
        self.parts = dict(parts)

    @classmethod
    def of(cls, texts: Mapping[str, Iterable[str]]) -> WordLists:
        """Return the word lists of some parts' texts."""
        known: dict[str, int] = {_STOP: _END}
        amounts: dict[str, tuple[str, ...]] = {}
        found, parts, total = [], {}, 0
        for part, own in texts.items():
            count = 0
            for some in _chunks(own):
                found.append(_numbered(some, known, amounts))
                count += len(some)
            parts[part] = slice(total, total + count)
            total += count
        del known[_STOP]
        words = _in_order(known)
        new = np.empty(len(known), np.int32)
        new[[known[word] for word in words]] = np.arange(len(words), dtype=np.int32)
        run = np.concatenate([np.zeros(0, np.int32), *found])
        found.clear()
        ends = np.flatnonzero(run == _END)
        sizes = (np.diff(ends, prepend=-1) - 1).astype(np.int32)
        # Of a hundred million words each array takes half a gigabyte, so few are there at once.
        ids = new[run[run != _END]]
        del run, ends
        along = np.arange(len(ids), dtype=np.int32)
        along -= np.repeat(np.cumsum(sizes, dtype=np.int32) - sizes, sizes)
        places = np.minimum(along, _MOST_PLACES).astype(np.uint8)
        del along
        owners = np.repeat(np.arange(total, dtype=np.int32), sizes)
        order = np.argsort(ids, kind="stable")
        counts = np.bincount(ids, minlength=len(words))
        return cls(
            Words.of(words), owners[order], places[order], np.cumsum(counts).astype(np.int32),
            np.minimum(sizes, _MOST_PLACES).astype(np.uint8), parts,
        )  # fmt: skip

    def at(self, words: Array | slice) -> Array | slice:
        """Return where in ``texts`` and ``places`` some words (ascending numbers) stand."""
        if isinstance(words, slice):
            if words.start >= words.stop:
                return slice(0, 0)
            return slice(int(self.ends[words.start - 1]) if words.start else 0,
                         int(self.ends[words.stop - 1]))  # fmt: skip
        ends = self.ends[words]
        starts = np.where(words > 0, self.ends[words - 1], 0)
        sizes = ends - starts
        return np.repeat(ends - np.cumsum(sizes), sizes) + np.arange(int(sizes.sum()))

    def best(self, levels: Array) -> Array:
        """Return for every text the highest level (uint8) of its words, given one for each."""
        found = np.zeros(len(self.sizes), np.uint8)
        for level in range(1, int(levels.max(initial=0)) + 1):
            words = np.flatnonzero(levels == level)
            found[self.texts[self.at(words)]] = level
        return found


def _in_order(words: Iterable[str]) -> list[str]:
    """Return words sorted, in parts that hold no other thread up for long."""
    return list(merge(*map(sorted, _chunks(words))))


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    ahead = iter(texts)
    while some := list(islice(ahead, _AT_ONCE)):
        yield some


def _numbered(
    texts: list[str], known: dict[str, int], amounts: dict[str, tuple[str, ...]]
) -> Array:
    """Return the words of texts by their numbers, each text closed by _END."""
    run = "\n".join(texts)
    if run.count("\n") >= len(texts):
        run = "\n".join(text.replace("\n", " ") for text in texts)
    folded = _folded(run) + "\n"
    if folded.isascii() and "." not in folded and "%" not in folded:
        tokens = folded.translate(_PLAIN).replace("\n", f" {_STOP} ").split()
    else:
        tokens = [_STOP if word == "\n" else word for word in _TOKEN.findall(folded)]
    for word in set(tokens) - known.keys() - amounts.keys():
        amount = _AMOUNT.fullmatch(word)
        if amount:
            amounts[word] = amount.groups()
        for one in amount.groups() if amount else (word,):
            known.setdefault(one, len(known) - 1)
    if not amounts.keys().isdisjoint(tokens):
        tokens = [one for word in tokens for one in amounts.get(word, (word,))]
    return np.fromiter(map(known.__getitem__, tokens), np.int32, len(tokens))
