"""The words of a sentence, with what their shape tells: capitals, possessives, "-based"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jwviewer.reading.patterns import later

_WORD = later(
    r"(?:[^\W\d_]\.){2,5}(?![^\W_])|[^\W_](?:\w|[&+.@'-](?=\w)|(?<=\b[AKIP])/(?=[SF]\b)){0,60}",
    re.UNICODE,
)
_ABBREVIATIONS = frozenset(
    {
        "Inc",
        "Corp",
        "Co",
        "Ltd",
        "Ltda",
        "Bros",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Rev",
        "Hon",
        "St",
        "Jr",
        "Sr",
        "Ing",
        "Cie",
        "Intl",
        "Mfg",
        "Pte",
        "Pty",
    }
)
_SUFFIX = later(
    r"-(based|headquartered|listed|owned|backed|made|built|led|registered|born|area|style|"
    r"speaking)\Z"
)


_ENDING = frozenset({".", "'", "’"})


class Word(NamedTuple):
    """One word; ``end`` is before its possessive or its ``-based``, which ``tail`` holds."""

    start: int
    end: int
    text: str
    tail: str = ""

    @property
    def lower(self) -> str:
        """Return the word in small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Tell whether the word is written like a name: Volta, eVTOL, 6DCT, K7."""
        text = self.text
        return not text.islower() and (text[0].isupper() or text[1:] != text[1:].lower())

    @property
    def breaks(self) -> bool:
        """Tell whether no name goes on after this word."""
        return bool(self.tail)


def words(view: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a stretch of the view."""
    make = tuple.__new__  # much faster than to call the class, and there are many words
    for match in _WORD.finditer(view, start, end):
        text = match.group()
        first, last = match.span()
        following = view[last : last + 1]
        if "-" not in text and "'" not in text and following not in _ENDING:
            yield make(Word, (first, last, text, ""))
        elif text.endswith("'s") and text != "Lloyd's":
            yield Word(first, last - 2, text[:-2], "'s")
        elif (suffix := _SUFFIX.search(text)) and suffix.start():
            yield Word(first, first + suffix.start(), text[: suffix.start()], suffix[0])
        elif following == "." and (text in _ABBREVIATIONS or _initial(text)):
            yield Word(first, last + 1, text + ".")
        elif following in ("'", "’") and text.endswith("s"):
            yield Word(first, last, text, "'")
        else:
            yield Word(first, last, text)


def _initial(text: str) -> bool:
    return len(text) == 1 and text.isupper()
