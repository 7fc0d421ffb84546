"""The words of a sentence, with what their shape tells: capitals, possessives, "-based"."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import combining, normalize

from jwviewer.reading.patterns import later

_WORD = later(
    r"(?P<plain>[^\W\d_]{1,61}+(?![\w&+.@'/’-]))|"
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


def words(view: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch of the view."""
    make = tuple.__new__  # much faster than to call the class, and there are many words
    found = []
    for match in _WORD.finditer(view, start, end):
        text = match[0]
        first, last = match.span()
        if match.lastindex or (
            "-" not in text and "'" not in text and view[last : last + 1] not in _ENDING
        ):
            found.append(make(Word, (first, last, text, "")))
        else:
            found.append(_parted(text, first, last, view[last : last + 1]))
    return found


def _parted(text: str, first: int, last: int, following: str) -> Word:
    """Return a word without its possessive or its "-based", or with the stop that belongs to it."""
    if text.endswith("'s") and text != "Lloyd's":
        return Word(first, last - 2, text[:-2], "'s")
    suffix = _SUFFIX.search(text) if "-" in text else None
    if suffix and suffix.start():
        return Word(first, first + suffix.start(), text[: suffix.start()], suffix[0])
    if following == "." and (text in _ABBREVIATIONS or _initial(text)):
        return Word(first, last + 1, text + ".")
    if following in ("'", "’") and text.endswith("s"):
        return Word(first, last, text, "'")
    return Word(first, last, text)


def _initial(text: str) -> bool:
    return len(text) == 1 and text.isupper()


def unaccented(text: str) -> str:
    """Return a name as English papers write it: Montreal, Malaga, Andres."""
    return "".join(sign for sign in normalize("NFD", text) if not combining(sign))
