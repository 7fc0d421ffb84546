"""How a match of a pattern may begin, told from what re makes of the pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

STOPS = "、。〈〉《》「」『』【】（），：；！？“”‘’—–…·•€£¥"
"""Signs that are no letters, and not ASCII, of which an index knows where each stands."""

HAN = "一-鿿"
"""The Chinese signs, as a class of re says it."""
_FIRST_HAN, _LAST_HAN = HAN[0], HAN[-1]
ANY_HAN = "\ue000"
"""Stands for any Chinese sign as the first of a match."""

_LONGEST, _WIDEST, _STATES = 5, 4, 4_000
_SIGNS = (*map(chr, range(128)), *STOPS)
_FEW = 8
"""Of so many literals re finds the first signs, but it tries one literal after another."""
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
    """Return all ways in which a match of a pattern may begin.

    Empty if that cannot be told, or if re finds such places by itself. A match may also begin
    with any sign but ASCII, Chinese signs and common stops.
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
        literal = all(one and str(one[0][0]) == "LITERAL" for one in value[1])
        return literal and len(value[1]) <= _FEW
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
        # Another sign may stand behind what is known: " [à-]".
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
        return str(operation) == "LITERAL" and not is_word(chr(value))
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
            if sign == ANY_HAN and one.text:
                made.add(one._replace(done=True))
                continue
            text = one.text + (sign.lower() if folded or one.folded else sign)
            longest = _LONGEST if sign.isascii() else 2
            kept = len(signs) <= _WIDEST and len(text) < longest and sign != ANY_HAN
            if folded and not one.folded:
                text = text.lower()
            made.add(Beginning(text, one.alone, one.folded or folded, not kept))
    return made


def _is_wide(items: list[Any]) -> bool:
    """Tell whether a class has signs of which an index does not know where they stand."""
    return any(
        str(name) in ("NEGATE", "CATEGORY")
        or (str(name) == "LITERAL" and not _is_known(value))
        or (str(name) == "RANGE" and value[1] > 127 and not _is_han(value[0], value[1]))
        for name, value in items
    )


def _is_known(code: int) -> bool:
    return code < 128 or chr(code) in STOPS or _is_han(code, code)


def _is_han(first: int, last: int) -> bool:
    return ord(_FIRST_HAN) <= first and last <= ord(_LAST_HAN)


def _members(items: list[Any], folded: bool) -> set[str]:
    """Return the signs of a class that are ASCII, Chinese or common stops."""
    negated = any(str(one) == "NEGATE" for one, _ in items)
    kinds = [(str(one), value) for one, value in items if str(one) != "NEGATE"]
    made = {sign for sign in _SIGNS if negated != _holds(kinds, sign, folded)}
    if negated:
        return made | {ANY_HAN}
    for name, value in kinds:
        if name == "LITERAL" and _is_han(value, value):
            made.add(chr(value))
        elif (name == "RANGE" and value[1] >= ord(_FIRST_HAN) and value[0] <= ord(_LAST_HAN)) or (
            name == "CATEGORY" and _CATEGORIES[str(value)].match(_FIRST_HAN)
        ):
            made.add(ANY_HAN)
    return made


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


def is_word(sign: str) -> bool:
    """Tell whether a sign is a letter, a digit or "_"."""
    return sign.isalnum() or sign == "_"
