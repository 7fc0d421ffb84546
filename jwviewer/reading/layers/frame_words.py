"""The verbs and nouns of frames: every form of each, and what it needs beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later

SHAPES = (
    "firm", "stake", "sale", "goods_to", "goods_from", "amount", "chosen", "money_into",
    "money_from", "right", "signed", "pooled", "ended",
    "with_at_once", "with_in_time", "launch", "arrives", "opened", "venture", "owned",
)  # fmt: skip
BARE, THIRD, PAST, PARTICIPLE, GERUND = "bare", "third", "past", "participle", "gerund"
_WORD = later(r"[A-Za-z]+(?:-[a-z]+)*")


class Frame(NamedTuple):
    """What a verb tells of: its shape, the type of event, and its bare form."""

    shape: str
    type: str
    verb: str


class Form(NamedTuple):
    """A form of a verb: the words after its first one, which forms it may be, and its frame."""

    rest: str
    forms: frozenset[str]
    frame: Frame


@dataclass(frozen=True)
class FrameWords:
    """All forms of the verbs of frames by their first word, and the nouns of deals."""

    verbs: dict[str, tuple[Form, ...]]
    nouns: dict[str, str]
    noun: re.Pattern[str]

    def places(self, view: str) -> list[tuple[int, str]]:
        """Return where the first word of a verb stands in a view, and that word."""
        return [
            (match.start(), word)
            for match in _WORD.finditer(view)
            if (word := match.group().casefold()) in self.verbs
        ]


def frame_words(lexicons: Lexicons) -> FrameWords:
    """Gather the forms of the verbs of frames."""
    made: dict[str, dict[Form, None]] = {}
    for shape in SHAPES:
        for kind, rows in lexicons.table("en/frames", shape).items():
            for row in rows:
                for form in _forms(row, Frame(shape, kind, row.split(",")[0])):
                    first, found = form
                    made.setdefault(first, {})[found] = None
    nouns = {
        noun.casefold(): kind
        for kind, listed in lexicons.table("en/frames", "nouns").items()
        for noun in listed
    }
    verbs = {
        word: tuple(sorted(forms, key=lambda one: -len(one.rest))) for word, forms in made.items()
    }
    return FrameWords(verbs, nouns, later(rf"(?<![\w-])(?i:{alternatives(nouns)})(?![\w-])"))


def _forms(row: str, frame: Frame) -> list[tuple[str, Form]]:
    """Return the first word of each form of a verb with the form."""
    rest = row.split(",")[0].strip().partition(" ")[2]
    rest = f" {rest}" if rest else ""
    return [(word, Form(rest, frozenset(kind), frame)) for word, kind in forms_of(row).items()]


def forms_of(row: str) -> dict[str, set[str]]:
    """Return every form of the first word of a verb, and which forms it may be."""
    bare, *past = (one.split()[0] for one in row.split(","))
    listed = inflected(", ".join([bare, *past]))
    kinds: dict[str, set[str]] = {}
    pasts = listed[2:-1] if len(listed) > 3 else []
    for number, word in enumerate(listed):
        kind = {0: {BARE}, 1: {THIRD}, len(listed) - 1: {GERUND}}.get(number)
        if kind is None:
            kind = {PAST, PARTICIPLE} if len(pasts) == 1 else {PAST if number == 2 else PARTICIPLE}
        kinds.setdefault(word, set()).update(kind)
    for word in past:
        kinds[word].add(PAST if word == past[0] else PARTICIPLE)
        if word == past[-1]:
            kinds[word].add(PARTICIPLE)
    return kinds
