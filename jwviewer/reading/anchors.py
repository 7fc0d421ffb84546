"""Where in a long text a pattern can begin, told from its own beginnings and an index of words.

A pattern that is tried at every character costs as much for a text without anything to find as
for one that is full of it. The index is made once for a text; for each pattern it then gives
the few places that begin as its matches do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib import import_module
from itertools import chain
from typing import Any, NamedTuple

LONG = 20_000
"""A text of fewer characters is read faster than an index of it is made."""

ENOUGH = 50_000
"""A pattern that has searched so many characters is asked how its matches begin."""

MOST = 0.1
"""Of more places than this share of the text none is worth choosing."""

_LONGEST, _WIDEST, _STATES = 5, 4, 4_000
_SIGNS = tuple(map(chr, range(128)))
_RUN = re.compile(r"\w+")
_OTHER = re.compile(r"[^\x00-\x7f]")
_LAST = "\U0010ffff"
_parser: Any = import_module("re._parser")
"""What re reads patterns with; it gives the same tree from 3.11 on, which tests hold it to."""


class Beginning(NamedTuple):
    """How a match may begin: some letters, in any case if ``folded`` and then small ones.

    ``alone`` is whether they must stand after something that is no letter, digit or "_".
    """

    text: str = ""
    alone: bool = False
    folded: bool = False
    done: bool = False


@lru_cache(maxsize=4096)
def beginnings(pattern: str, flags: int = 0) -> tuple[Beginning, ...]:
    """Return all ways in which a match of a pattern may begin, as far as ASCII goes.

    Empty if that cannot be told, or if re finds such places by itself. A match may also begin
    with any sign that is not ASCII.
    """
    tree = _parser.parse(pattern, flags)
    known = tree.state.flags
    if known & re.ASCII:
        return ()
    if not known & re.IGNORECASE and _is_plain(list(tree)):
        return ()
    made = _after(list(tree), {Beginning()}, bool(known & re.IGNORECASE))
    return tuple(sorted(made)) if all(one.text for one in made) else ()


def _is_plain(nodes: list[Any]) -> bool:
    """Tell whether a pattern begins with a sign or a class, which re looks for fast enough."""
    if not nodes:
        return False
    operation, value = nodes[0]
    if str(operation) == "BRANCH":
        return all(one and str(one[0][0]) == "LITERAL" for one in value[1])
    if str(operation) == "SUBPATTERN":
        return not value[1] & re.IGNORECASE and _is_plain(list(value[3]))
    return str(operation) in ("LITERAL", "IN")


def _after(nodes: list[Any], before: set[Beginning], folded: bool) -> set[Beginning]:
    """Return how a text may begin that some nodes of a pattern match one after another."""
    states = before
    for operation, value in nodes:
        ready = {one for one in states if one.done}
        going = states - ready
        if not going:
            break
        states = ready | _step(str(operation), value, going, folded)
        if len(states) > _STATES:
            return {Beginning(done=True)}
    return states


def _step(name: str, value: Any, going: set[Beginning], folded: bool) -> set[Beginning]:
    if name == "LITERAL":
        return _longer(going, {chr(value)}, folded)
    if name == "IN":
        made = _longer(going, _members(value, folded), folded)
        # A sign that is not ASCII may stand behind what is known: " [–-] ".
        return made | {one._replace(done=True) for one in going if one.text and _is_wide(value)}
    if name == "BRANCH":
        return {one for nodes in value[1] for one in _after(list(nodes), going, folded)}
    if name == "SUBPATTERN":
        _, added, taken, nodes = value
        inner = (folded or bool(added & re.IGNORECASE)) and not taken & re.IGNORECASE
        return _after(list(nodes), going, inner)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, nodes = value
        once = _after(list(nodes), going, folded)
        if most > 1:
            once = {one._replace(done=True) if one not in going else one for one in once}
        return once if least else once | going
    if name == "ATOMIC_GROUP":
        return _after(list(value), going, folded)
    if name == "AT":
        return _lonely(going) if str(value) == "AT_BOUNDARY" else going
    if name in ("ASSERT", "ASSERT_NOT"):
        direction, nodes = value
        return _lonely(going) if direction < 0 and _parts(name, list(nodes)) else going
    return {one._replace(done=True) for one in going}


def _lonely(going: set[Beginning]) -> set[Beginning]:
    return {one if one.text else one._replace(alone=True) for one in going}


def _parts(name: str, nodes: list[tuple[Any, Any]]) -> bool:
    """Tell whether what must, or must not, stand before a place leaves no word running into it."""
    if not nodes:
        return False
    operation, value = nodes[-1]
    if name == "ASSERT":
        return str(operation) == "LITERAL" and not _is_word(chr(value))
    return (
        len(nodes) == 1
        and str(operation) == "IN"
        and any(str(one) == "CATEGORY" and str(what) == "CATEGORY_WORD" for one, what in value)
        and str(value[0][0]) != "NEGATE"
    )


def _longer(going: set[Beginning], signs: set[str], folded: bool) -> set[Beginning]:
    made = set()
    for one in going:
        if one.text and len(signs) > _WIDEST:
            made.add(one._replace(done=True))
            continue
        for sign in signs:
            text = one.text + (sign.lower() if folded or one.folded else sign)
            kept = len(signs) <= _WIDEST and len(text) < _LONGEST and sign.isascii()
            if folded and not one.folded:
                text = text.lower()
            made.add(Beginning(text, one.alone, one.folded or folded, not kept))
    return made


def _is_wide(items: list[Any]) -> bool:
    """Tell whether a class has signs that are not ASCII."""
    return any(
        str(name) in ("NEGATE", "CATEGORY")
        or (str(name) == "LITERAL" and value > 127)
        or (str(name) == "RANGE" and value[1] > 127)
        for name, value in items
    )


def _members(items: list[Any], folded: bool) -> set[str]:
    """Return the ASCII signs that a class has."""
    negated = any(str(one) == "NEGATE" for one, _ in items)
    kinds = [(str(one), value) for one, value in items if str(one) != "NEGATE"]
    return {sign for sign in _SIGNS if negated != _holds(kinds, sign, folded)}


def _holds(kinds: list[tuple[str, Any]], sign: str, folded: bool) -> bool:
    if folded and sign.isalpha():
        return any(_holds(kinds, one, False) for one in (sign.lower(), sign.upper()))
    code = ord(sign)
    for name, value in kinds:
        if name == "LITERAL" and value == code:
            return True
        if name == "RANGE" and value[0] <= code <= value[1]:
            return True
        if name == "CATEGORY" and _CATEGORIES[str(value)].match(sign):
            return True
    return False


_CATEGORIES = {
    f"CATEGORY_{name}": re.compile(sign)
    for name, sign in (
        ("DIGIT", r"\d"), ("NOT_DIGIT", r"\D"), ("SPACE", r"\s"),
        ("NOT_SPACE", r"\S"), ("WORD", r"\w"), ("NOT_WORD", r"\W"),
    )
}  # fmt: skip


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


class Anchors:
    """The words and signs of one text, by which the places for a pattern are found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[tuple[str, int], Sequence[int] | None] = {}
        self._spent: dict[tuple[str, int], int] = {}
        self._counts: dict[str, int] = {}
        self._chosen: dict[tuple[frozenset[str], ...], Sequence[int] | None] = {}
        self._at_signs: dict[str, Sequence[int]] = {}
        self._other = [match.start() for match in _OTHER.finditer(text)]
        self.words: dict[str, list[int]] = {}
        if not self.helps:
            return
        words: defaultdict[str, list[int]] = defaultdict(list)
        for match in _RUN.finditer(text):
            words[match.group()].append(match.start())
        self.words = dict(words)
        self._ordered = sorted(self.words)
        ordered = sorted((word.lower(), word) for word in self._ordered)
        self._small, self._said = [one for one, _ in ordered], [word for _, word in ordered]
        self._odd = [word for word in self._ordered if not word.isascii()]

    @property
    def helps(self) -> bool:
        """Tell whether so little of the text is not ASCII that an index is worth its while."""
        return len(self._other) < MOST * len(self.text)

    def places(self, key: tuple[str, int], reach: int = ENOUGH) -> Sequence[int] | None:
        """Return where a match of a pattern with flags can begin, in order.

        Nothing where that is almost everywhere, or where so few characters, of which ``reach``
        are to be searched now, were searched until now that it is not worth finding out.
        """
        if key not in self.known:
            spent = self._spent[key] = self._spent.get(key, 0) + reach
            if spent < ENOUGH:
                return None
            known = beginnings(*key) if self.helps else ()
            self.known[key] = self._found(known) if known else None
        return self.known[key]

    def _found(self, known: tuple[Beginning, ...]) -> Sequence[int] | None:
        words, signs = set(self._odd), set[str]()
        for one in known:
            if one.alone and _is_word(one.text[0]):
                words.update(self._begun(one))
            else:
                signs.update({one.text[0], one.text[0].upper()} if one.folded else one.text[0])
        same = frozenset(words), frozenset(signs)
        if same in self._chosen:  # as of all patterns that begin with a digit
            return self._chosen[same]
        held = [self._other, *(self.words[word] for word in words)]
        room = MOST * len(self.text) - sum(map(len, held))
        for sign in signs:  # counted first: that is much quicker than to list them
            if sign not in self._counts:
                self._counts[sign] = self.text.count(sign)
            room -= self._counts[sign]
        chosen = sorted(chain(*held, *map(self._at, signs))) if room >= 0 else None
        self._chosen[same] = chosen
        return chosen

    def _begun(self, one: Beginning) -> list[str]:
        """Return the words that begin, or that are, as a match does."""
        ordered, said = (self._small, self._said) if one.folded else (self._ordered, self._ordered)
        begin = _RUN.match(one.text)[0]  # type: ignore[index]
        first = bisect_left(ordered, begin)
        if begin != one.text:  # such as a word with a blank after it
            return said[first : bisect_right(ordered, begin, first)]
        return said[first : bisect_left(ordered, begin + _LAST, first)]

    def _at(self, sign: str) -> Sequence[int]:
        """Return where a sign stands."""
        if sign not in self._at_signs:
            found = re.finditer(re.escape(sign), self.text)
            self._at_signs[sign] = [match.start() for match in found]
        return self._at_signs[sign]


READ: ContextVar[Anchors | None] = ContextVar("read", default=None)
"""The index of the text that is being read, if it is long."""


@contextmanager
def anchored(text: str) -> Iterator[None]:
    """Have an index of this very text while it is read, if it is long."""
    token = READ.set(Anchors(text) if len(text) >= LONG else None)
    try:
        yield
    finally:
        READ.reset(token)


def words_of(text: str) -> Mapping[str, Sequence[int]] | None:
    """Return where each word of a text stands, runs of letters, digits and "_"; if indexed."""
    index = READ.get()
    return index.words if index is not None and index.text is text and index.helps else None


def places_in(text: str, key: tuple[str, int], reach: int) -> Sequence[int] | None:
    """Return where in a text a match can begin, if there is an index of it that tells."""
    index = READ.get()
    if index is None or index.text is not text:
        return None
    try:
        return index.known[key]
    except KeyError:
        return index.places(key, reach)
