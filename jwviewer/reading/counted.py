"""What a number counts: the unit or the noun after it, as a code and a passage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jwviewer.dossier.units import units
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.numerals import Numeral
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Span

_TOKEN = later(r"[ ]{1,4}(?P<word>[A-Za-zÀ-ɏ][\wÀ-ɏ'’&/.-]{0,30})")
_MOST_WORDS = 6
_THAN = later(r"[ ]{1,3}(?:than|of)\b")
_ENDS = ".,;:"
_POINTING = spaced(
    r"\b(?:the|[Tt]hese|[Tt]hose|[Bb]oth|[Aa]ll|[Oo]ther|[Ee]ach|[Ee]ither|[Aa]ny|same|[Tt]he|first|"
    r"last|next|past|top|latter|former|every)(?: (?:first|other|last|next|past|same|new))? \Z"
)
_KINDS = frozenset(
    ("registered", "installed", "operating", "producing", "owned", "running", "daily")
)


_PHYSICAL = ("kilo", "mega", "giga", "ton", "litre", "liter", "hectare", "mile", "metre", "meter")
"""So begin units that a word may stand before: "route kilometres", "metric tonnes"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit's code, its passage, and whether it is a physical unit or ratio, not a noun."""

    code: str
    span: Span
    physical: bool


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The lexicon of units and nouns as patterns and tables."""

    sign: re.Pattern[str]
    word: re.Pattern[str]
    codes: dict[str, str]
    nouns: dict[str, str]
    stops: frozenset[str]
    pointing: frozenset[str]
    no_plural: frozenset[str]

    def unit(self, view: str, end: int) -> Counted | None:
        """Return the unit that stands straight after a number, if there is one."""
        match = self.sign.match(view, end) or self.word.match(view, end)
        if match is None:
            return None
        said = " ".join(match["unit"].replace("-", " ").split())
        if said == "x" and (
            match.start("unit") > end or view[match.end() : match.end() + 2].strip()[:1].isdigit()
        ):
            return None  # "2 x 350 MW" counts blocks
        raw = match["unit"]
        forms = (raw, said, raw.lower(), said.lower())
        code = next((self.codes[form] for form in forms if form in self.codes), "")
        return Counted(code, match.span("unit"), True) if code else None

    def noun(self, view: str, end: int, last: int) -> Counted | None:
        """Return the noun that a number counts: the first plural of the phrase after it."""
        found: tuple[str, Span] | None = None
        position = start = end
        for count in range(_MOST_WORDS):
            match = _TOKEN.match(view, position, last)
            if match is None:
                break
            word = match["word"]
            bare = word.rstrip(_ENDS)
            named = len(bare) > 1 and bare.isupper()  # "seven IS machines"
            if (
                bare.lower() in self.stops
                and not named
                and not (count == 0 and self._is_kind(bare, view, match))
            ):
                if count or bare.lower() != "more" or _THAN.match(view, match.end()):
                    break
                position = match.end()
                continue  # "20 more trains"
            start = match.start("word") if count == 0 else start
            stop = match.start("word") + len(bare)
            if self.is_plural(bare):
                found = bare, (start, stop)
                break
            position = match.end()
            if len(bare) < len(word) or bare.lower().endswith(("'s", "’s")):
                break
        if found is None:
            return None
        code = self.code_of(found[0])
        return Counted(code, found[1], False) if code else None

    def _is_kind(self, word: str, view: str, match: re.Match[str]) -> bool:
        """Tell whether a participle says of what kind the next word is: "registered users"."""
        after = _TOKEN.match(view, match.end()) if word.lower() in _KINDS else None
        return after is not None and self.is_plural(after["word"].rstrip(_ENDS))

    def is_plural(self, word: str) -> bool:
        """Tell whether a word is the plural of a noun that can be counted."""
        lower = word.lower()
        if lower in self.nouns:
            return True
        if lower in self.no_plural or len(lower) < 3 or lower.endswith(("ss", "us", "is", "'s")):
            return False
        return lower.endswith("s")

    def code_of(self, plural: str) -> str:
        """Return the code of a noun in the plural, in braces if jwviewer has no unit for it."""
        lower = plural.lower()
        if lower in self.nouns:
            return self.nouns[lower]
        if lower.startswith(_PHYSICAL) and lower in self.codes:
            return self.codes[lower]
        one = singular(lower)
        if one in units():
            return one
        tail = one.rpartition("-")[2]
        if tail in units():
            return tail
        return f"{{{one}}}" if re.fullmatch(r"[A-Za-z][A-Za-z -]{0,38}[A-Za-z]", one) else ""


def is_pointing(view: str, one: Numeral, counted: Counted, pointing: frozenset[str]) -> bool:
    """Tell whether a small number only points at what is known: "the two sides"."""
    if one.value > 12 or one.places or not one.in_words:
        return False
    noun = view[counted.span[0] : counted.span[1]].lower().split()[-1]
    if one.value == 1 or (noun in pointing and one.value <= 3):
        return True
    led = _POINTING.search(view, max(0, one.start - 30), one.start) is not None
    return led and (one.value <= 2 or noun in pointing)


def singular(plural: str) -> str:
    """Return the singular of a regular plural."""
    if plural.endswith("ies") and len(plural) > 4:
        return plural[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz)es\Z", plural):
        return plural[:-2]
    if plural.endswith("oes"):
        return plural[:-2]
    return plural.removesuffix("s")


def _hyphened(units: Iterable[str]) -> str:
    """Return a pattern of units in which "sq m" may be written "sq-m"."""
    return alternatives(units).replace(" {1,4}", "[ -]{1,4}")


def unit_words(lexicons: Lexicons) -> UnitWords:
    """Return the lexicon of units."""
    signs, words = lexicons.table("en/units", "signs"), lexicons.table("en/units", "words")
    nouns = lexicons.table("en/units", "nouns")
    lists = lexicons.table("en/nouns", "stops")
    return UnitWords(
        later(rf"[ -]{{0,3}}(?P<unit>{_hyphened(signs)})(?![\w²³]|/[a-z])"),
        later(rf"[ -]{{0,3}}(?P<unit>{_hyphened(words)})(?![\w])", re.IGNORECASE),
        {**{word.lower(): code for word, code in words.items()}, **signs},
        {word: code for word, code in nouns.items() if code},
        frozenset(lists.get("words", ())),
        frozenset(lists.get("pointing", ())),
        frozenset(lexicons.table("en/units", "words_like_plurals").get("skip", ())),
    )
