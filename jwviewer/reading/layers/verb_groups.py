"""The verb group around a verb: its voice, and whether what it tells of has happened."""

from __future__ import annotations

import re
from typing import NamedTuple

from jwviewer.reading.chunks import is_adverb
from jwviewer.reading.layers.frame_words import BARE, GERUND, PARTICIPLE, PAST, THIRD
from jwviewer.reading.patterns import later

DONE, AGREED, PROMISED, UNSURE = "done", "agreed", "promised", "unsure"

_REACH = 90
_WORD = later(r"[A-Za-z][\w'’-]*|[^\w\s]")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "get", "got", "getting"})
_HAVE = frozenset({"has", "have", "had", "having"})
_WILL = frozenset({"will", "shall"})
_MAY = frozenset(
    {
        "would",
        "could",
        "may",
        "might",
        "can",
        "should",
        "must",
        "cannot",
        "ought",
        "do",
        "does",
        "did",
    }
)
_NOT = frozenset(
    {"not", "never", "hardly", "barely", "scarcely", "nearly", "almost", "neither", "longer"}
)
_BETWEEN = frozenset(
    (
        "also", "now", "then", "already", "since", "just", "only", "even", "again", "still",
        "soon", "later", "first", "once", "both", "each", "all", "together", "itself",
        "themselves", "long", "ever", "yet", "instead", "thus", "too", "duly", "further",
        "always", "in", "turn",
    )
)  # fmt: skip
_AGREE = frozenset(
    (
        "agreed", "agrees", "agree", "agreeing", "contracted", "undertaken", "undertook",
        "undertakes", "committed", "commits", "contract", "deal", "agreement", "pact", "accord",
        "order", "orders", "chosen", "picked", "selected", "hired", "commissioned", "appointed",
        "tapped", "contracts", "resolved", "engaged", "mandated", "nominated", "engages",
        "pledged", "pledges", "licence", "license", "memorandum", "undertaking",
    )
)  # fmt: skip
_DONE_TO = frozenset(
    {"went", "managed", "helped", "came", "proceeded", "used", "continued", "goes", "moved"}
)
_DONE_BY = frozenset(
    {"after", "by", "since", "upon", "on", "following", "through", "while", ",", "when"}
)
_NAMING = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "of",
        "for",
        "this",
        "these",
        "per",
        "any",
        "no",
    }
)
_BOTH = frozenset(
    ("they", "two", "both", "companies", "firms", "partners", "groups", "banks", "pair")
)
_SAID = later(
    r"\b(?:said|announced|confirmed)(?: [\w,]+){0,5} (?:that )?(?:they|the [a-z]+|both) \Z"
)


class Group(NamedTuple):
    """A verb group: where it begins, what it says of the verb, in which voice it stands."""

    begin: int
    status: str
    passive: bool
    perfect: bool
    progressive: bool
    bare: bool
    """Whether nothing but its form tells what the verb is."""
    before: str
    """The word before the group."""


def verb_group(view: str, start: int, head: int, forms: frozenset[str]) -> Group | None:
    """Return the group of a verb at ``head`` in a sentence from ``start`` on.

    None where the word is no verb, or what it tells of is denied.
    """
    words = list(_WORD.finditer(view, max(start, head - _REACH), head))
    auxiliaries: list[str] = []
    begin, before = head, ""
    for match in reversed(words):
        word = match.group().casefold()
        if word.endswith(("n't", "n’t")) or word in _NOT:
            return None
        known = word in _BE or word in _HAVE or word in _WILL or word in _MAY or word == "to"
        if not (known or word in _BETWEEN or is_adverb(word)):
            before = word
            break
        if known:
            auxiliaries.append(word)
            begin = match.start()
        elif word == "only" and auxiliaries[-1:] == ["to"]:
            before = "went"  # "only to sell it on" tells of what happened
            break
    if (
        auxiliaries == ["would"]
        and before in _BOTH
        and _SAID.search(view, max(0, begin - _REACH), begin)
    ):
        auxiliaries = ["will"]  # "they said they would merge" announces it
    return _told(auxiliaries, forms, begin, before)


def _told(held: list[str], forms: frozenset[str], begin: int, before: str) -> Group | None:
    be = next((one for one in held if one in _BE), "")
    have = any(one in _HAVE for one in held)
    gerund = GERUND in forms and not forms & {PAST, PARTICIPLE, BARE, THIRD}
    passive = bool(held) and held[0] in _BE and PARTICIPLE in forms and not gerund
    status = DONE
    if any(one in _MAY for one in held):
        status = UNSURE
    elif any(one in _WILL for one in held):
        status = PROMISED
    elif "to" in held:
        status = _purposed(held, before)
    if not held:
        if gerund and before not in _DONE_BY and before:
            status = UNSURE
        if before in _NAMING or (before.endswith("'s") and not forms & {PAST}):
            return None
    elif (be and not passive and not gerund) or (
        have and not be and "to" not in held and not forms & {PARTICIPLE}
    ):
        return None
    return Group(begin, status, passive, have, gerund and bool(be), not held, before)


def _purposed(held: list[str], before: str) -> str:
    """Return what "to" before a verb makes of it: "agreed to buy", "is to buy", "plans to buy"."""
    place = held.index("to")
    leading = held[place + 1 :]
    if leading and leading[0] in ("is", "are"):
        return PROMISED
    if leading:
        return UNSURE
    if before in _AGREE:
        return AGREED
    return DONE if before in _DONE_TO else UNSURE


_UNLESS = later(
    r"\b(?:if|whether|unless|talks?|negotiat\w+|discussions|consider(?:s|ed|ing)?|plan(?:s|ned)?|"
    r"planning|hop(?:es?|ed|ing)|wants?|wanted|would|could|might|rumou?r\w*|speculat\w+|option|"
    r"proposal|possib\w+|potential\w*|intention|bid|offer|seek(?:s|ing)?|sought|aim(?:s|ed|ing)?|"
    r"asked|urged|refus\w+|reject\w+|den(?:y|ies|ied)|fail(?:ed|ure|s)?|abandon\w*|collaps\w+|"
    r"cancel\w*|instead of|rather than|without|no|not|never|nor|neither|n['’]t|expect\w*|"
    r"forecast\w*|likely|unlikely|target\w*|eventual\w*|prospect\w*|propos\w+|draft|idea|"
    r"dream\w*|prefer\w*|(?-i:may|can|should)|(?:set|about|due|keen|ready) to)\b",
    re.IGNORECASE,
)


def is_open(view: str, start: int, end: int) -> bool:
    """Tell whether the words before a noun leave open, or deny, that its deal was made."""
    return _UNLESS.search(view, max(start, end - 60), end) is not None
