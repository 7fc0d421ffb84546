"""Numbers as they are written, in digits and in English words, before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from jwviewer.reading.anchors import words_of
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later

VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75"}

_BLANKS = "'’ \u00a0\u202f\u2009"
_APART = str.maketrans("", "", _BLANKS)
_DIGITS = later(
    r"(?<![\d.,])(?P<number>"
    rf"(?<!\d[ \u00a0])\d{{1,3}}(?:[{_BLANKS}]\d{{3}}){{1,6}}(?:[.,]\d{{1,2}})?"
    r"(?![.,]?\d|[ -]\d)|"
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,8})?|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d{1,4})?"
    r"|\d{1,3}(?:\.\d{3}){2,5}|\d{1,18}(?:\.\d{1,8})?)(?P<vulgar>[½¼¾])?(?![\d]|[.,]\d)"
)
_NAMED = later(r"[^.!?:;\s] {1,3}[A-Z][a-z]+[ ]{1,3}\Z|[A-Za-z]-?\Z")
_POINTED = later(r"[1-9]\d{0,2}\.\d{3}")
_CONTINENTAL = later(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3})+,\d{1,2}|(?:\.\d{3}){2,5})(?![.,]?\d)")
_WORD = later(r"[A-Za-z]+")
_COMMA = later(r"(?<![\d.,])\d{1,4},\d{1,2}(?![\d]|[.,]\d)")


class Numeral(msgspec.Struct, frozen=True):
    """A number with its scale words; ``letter`` is one sign after it that may scale it too."""

    start: int
    end: int
    base: Decimal
    scale: int = 1
    places: int = 0
    letter: str = ""
    in_words: bool = False
    doubtful: bool = False
    """Whether a point parts the last three digits, as decimals or as thousands."""

    @property
    def value(self) -> Decimal:
        """The number without its letter."""
        return self.base * self.scale


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What the lexicon knows of numbers, as patterns and values."""

    values: dict[str, int]
    short: dict[str, int]
    letters: dict[str, int]
    after_digits: re.Pattern[str]
    words: re.Pattern[str]
    beginnings: frozenset[str]
    token: re.Pattern[str]


def number_words(lexicons: Lexicons) -> NumberWords:
    """Return the English lexicon of numbers as patterns."""
    ones, tens, scales = (lexicons.table("en/numbers", key) for key in ("ones", "tens", "scales"))
    short = lexicons.table("en/numbers", "short_scales")
    letters = lexicons.table("en/numbers", "letters")
    big = alternatives(scales)
    small = alternatives([*ones, *tens])
    any_word = alternatives([*ones, *tens, *scales])
    return NumberWords(
        {**ones, **tens, **scales},
        short,
        letters,
        later(
            rf"(?P<words>(?:[ -]{{1,3}}(?:(?i:{big})s?)\b){{1,2}})"
            rf"|[ -]{{0,2}}(?P<short>{alternatives(short)})\b"
            rf"|(?P<letter>[{''.join(letters)}])(?![\w²³/])"
        ),
        later(
            rf"(?i)\b(?:(?P<half>half|a quarter of) an? (?=(?:{big})\b)|an? (?=(?:{big})\b)"
            rf"|(?=(?:{small})\b))"
            rf"(?P<words>(?:{any_word})(?:(?:-| and |-and-| )(?:{any_word})\b){{0,8}})\b"
            rf"(?P<more>(?: and an?|-and-an?)[ -](?P<part>half|quarter)(?P<scaled> (?:{big}))?)?"
        ),
        frozenset(word.lower() for word in (*ones, *tens, "a", "an", "half")),
        later(rf"(?i){any_word}"),
    )


@lru_cache(maxsize=4)
def numerals(view: str, lexicons: Lexicons) -> tuple[Numeral, ...]:
    """Return every number of a view in order; what it counts and whether it counts is open."""
    known = lexicons.once(number_words)
    found = [*_in_digits(view, known), *_in_words(view, known)]
    return tuple(sorted(found, key=lambda one: one.start))


def _in_digits(view: str, known: NumberWords) -> Iterator[Numeral]:
    continental = _CONTINENTAL.search(view) is not None
    for pattern in (_DIGITS, _COMMA):
        for match in pattern.finditer(view):
            comma = pattern is _COMMA
            start = match.start()
            if " " in match.group() and _NAMED.search(view, max(0, start - 24), start):
                continue  # "Model 12 500" may be a name and a number
            after = known.after_digits.match(view, match.end())
            if comma and not (after and not after["letter"]):
                continue  # "1,5" is a decimal only before "million"
            one = _scaled(match, after, known, comma=comma)
            if _POINTED.fullmatch(match.group()) and one.scale == 1 and not one.letter:
                if continental:
                    one = replace(one, base=one.base * 1000, places=0)
                else:
                    one = replace(one, doubtful=True)
            yield one


def _scaled(
    match: re.Match[str], after: re.Match[str] | None, known: NumberWords, *, comma: bool
) -> Numeral:
    digits = match.group().rstrip("½¼¾")
    apart = digits.translate(_APART)
    comma = comma or apart != digits
    digits = apart.replace(",", ".") if comma else apart.replace(",", "")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    base = Decimal(digits)
    places = len(digits.partition(".")[2])
    if match.re.groups > 1 and match["vulgar"]:
        base += Decimal(VULGAR[match["vulgar"]])
        places = 2 if match["vulgar"] != "½" else 1
    end, scale, letter = match.end(), 1, ""
    if after is not None:
        letter = after["letter"] or ""
        end = end if letter else after.end()
        if after["short"]:
            scale = known.short[after["short"]]
        for word in known.token.findall(after["words"] or ""):
            scale *= known.values[word.lower()]
    return Numeral(match.start(), end, base, scale, places, letter)


def _in_words(view: str, known: NumberWords) -> Iterator[Numeral]:
    position = 0
    # The long pattern is tried only where a number can begin; that is many times faster.
    for start in _starts(view, known):
        if start < position:
            continue
        match = known.words.match(view, start)
        if match is None:
            continue
        tokens = list(known.token.finditer(view, *match.span("words")))
        value, used = _sum(tokens, known)
        end = tokens[used - 1].end()
        position = end
        base, scale = Decimal(value), 1
        if match["half"]:
            base *= Decimal("0.5" if match["half"].lower() == "half" else "0.25")
        if match["more"] and used == len(tokens):
            part = Decimal("0.5" if match["part"].lower() == "half" else "0.25")
            big = tokens[-1].group().lower()
            if match["scaled"]:
                scale = known.values[match["scaled"].strip().lower()]
                base += part
            else:  # "two million and a half" is rare; "three and a half" is the rule
                base += part * (known.values[big] if known.values[big] >= 100 else 1)
            end = position = match.end()
        if end < len(view) and (view[end].isalnum() or view[end] == "_"):
            continue
        yield Numeral(match.start(), end, base, scale, 0, "", in_words=True)


def _starts(view: str, known: NumberWords) -> Iterable[int]:
    """Return where words begin with which a number may begin, in order."""
    places = words_of(view)
    if places is None:
        return [
            word.start()
            for word in _WORD.finditer(view)
            if word.group().lower() in known.beginnings
        ]
    return sorted(
        start + word.start()
        for text, starts in places.items()
        for word in _WORD.finditer(text)
        if word.group().lower() in known.beginnings
        for start in starts
    )


def _sum(tokens: list[re.Match[str]], known: NumberWords) -> tuple[int, int]:
    """Return the value of number words, and how many of them belong together."""
    total = current = 0
    last = 0
    for used, token in enumerate(tokens):
        value = known.values[token.group().lower()]
        if value == 12 and token.group().lower() == "dozen":
            current, last = max(current, 1) * 12, 12
        elif value == 100:
            current, last = max(current, 1) * 100, 100
        elif value >= 1000:
            total, current, last = total + max(current, 1) * value, 0, value
        elif used and last and not (last >= 100 or (20 <= last < 100 and value < 10)):
            return total + current, used  # "two three" are two numbers
        else:
            current, last = current + value, value
    return total + current, len(tokens)


def written(value: Decimal) -> str:
    """Return a number as decimal text in base units, without an exponent or idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
