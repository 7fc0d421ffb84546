"""Digits that count nothing: addresses, codes, standards, times of day, ages, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import (
    around,
    later,
    matches_at,
    matches_near,
    matches_within,
    spaced,
)
from jwviewer.reading.proposal import Span
from jwviewer.reading.rule import rule

_ADDRESS = later(
    r"\bhttps?://[^\s<>]{3,500}|\bwww\.[^\s<>]{3,200}|"
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_PHONE = spaced(
    r"(?<![\w.])(?:\+|00)\d{1,3}[ ()./-]{1,3}(?:\(?\d{1,5}\)?[ ./-]{0,2}){1,6}\d{2,4}(?!\w)"
    r"|(?i:\b(?:tel|phone|fax|mobile|call|hotline|whatsapp)(?:ephone)?\.?:? "
    r"?)\+?\d[\d ()./-]{5,20}\d"
    r"|\(\d{3}\) ?\d{3}-\d{4}|(?<![\w.,-])\d{3}-\d{3}-\d{4}(?![\w-])"
)
_CODE = spaced(
    r"\((?:[A-Z][A-Za-z .]{1,24}: ?[A-Z0-9.-]{1,12}(?:[;,] ?)?){1,4}\)|\b[A-Z]{2,8} ?: "
    r"?\d{3,6}(?:\.[A-Z]{2})?\b"
    r"|\b\d{4,6}\.(?:HK|SS|SZ|SH|KS|KQ|T|TW|SI|KL|BK|AX|L|PA|DE|BO|NS)\b|\bstock code:? ?\d{3,6}\b"
    r"|\b\d{1,4}(?:\.\d{1,4}){2,5}\b|\b(?:19|20)\d\d/\d{2,4}/(?:EC|EU|EG|UE)\b"
)
_TIME = spaced(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:a\.?m\b\.?|p\.?m\b\.?|hrs|hours|GMT|CET|CEST|EST|EDT|"
    r"BST|JST|UTC|local)"
    r"|\b(?:1[0-2]|[1-9]) ?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock)|\bat (?:[01]?\d|2[0-3]):[0-5]\d\b"
    r"|\b(?:0?\d|1\d|2[0-3]):[0-5]\d(?: ?[-–] ?(?:0?\d|1\d|2[0-3]):[0-5]\d)\b"
)
_THING = (
    r" (?:[a-z-]+ ){0,2}(?:company|firm|group|business|[a-z]*maker|brewer|brewery|mill|plant|"
    r"factory|furnace|kiln|works|[a-z]*yard|venture|ship|vessel|ferry|building|hall|brand|machine|press|"
    r"boiler|turbine|reactor|engine|line|network|railway|bank|house|shop|store|chain|mine|port|bridge|"
    r"aircraft|plane|fleet|newspaper|publisher|foundry|refinery|smelter|club|cooperative|contract|agreement|"
    r"alliance|partnership|dispute)\b"
)
OLD_THING = spaced(rf"-(?P<unit>year)-old{_THING}")
"""How old a thing is, behind a number."""
_AGE = spaced(rf"\b(?:\d{{1,3}}|[a-z]{{3,7}}(?:-[a-z]{{3,5}})?)-year-olds?\b(?!{_THING})")
_YEARS_OLD = spaced(r"\b\d{1,3} years? (?:old|of age)\b")
_AGED = spaced(r"\baged? \d{1,3}\b")
_BETWEEN_COMMAS = spaced(r",(?<=[a-z],) (?:1[89]|[2-9]\d),(?= )")
_ORDINAL = spaced(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})?(?:st|nd|rd|th)(?![\w])(?! (?:of )?(?:percent|per cent))"
)
_WORD_BEFORE = spaced(r"(?<![\w])(?P<word>[A-Za-z&]{2,12})\.? ?#?\Z")
_OF_WORD = spaced(
    r"\d{1,5}(?:[.-]\d{1,4})?[A-Za-z]?(?![\w%]|[.,]\d| ?(?:%|percent|per cent|million|billion))"
)
_FAR = 18
"""Characters from a word to the number that it names."""
_SMALL = (
    r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d{1,3})"
)
_PLAY = spaced(
    r"\b24[/-]7\b|\b9/11\b|(?<![\w.])\d{1,2} ?[x×] ?(?=\d)|(?<=\dx)\d{1,2}(?![\w%])"
    r"|\b(?:\d{1,2}-){2,8}\d{1,2}\b"
)
_RATIO = spaced(
    rf"{_SMALL} (?:in|out of)(?: every)? {_SMALL}\b(?! (?:%|percent|per cent|million|billion|"
    rf"years?))"
)
_AT = later(r"at [ \d]")
_DIGIT = later(r"\d+")
_OLD = later(r"-year-old")
_LETTERS = re.compile(r"[A-Za-z]+\Z")
_OF_SOME = spaced(rf"\b(?:in|of|every) {_SMALL}\b")
_PER = spaced(r"\bper (?:1[0,]*0*|one|hundred|thousand)\b")
_BOX = spaced(r"\b(?:twenty|forty|20|40)-foot (?=equivalent|container|box|unit)", re.IGNORECASE)
"""A size that names a sort of boxes."""


@rule(
    "refusals.codes",
    examples=(
        ("write to press@foo.example or +34 96 555 01 20", "_refused | _refused"),
        ("Foo (SHA: 600418) and 2338.HK", "_refused | _refused"),
        ("at 10:30 a.m. on", "_refused"),
        ("a 54-year-old engineer; Kim, 61, said", "_refused | _refused"),
        ("the 25th anniversary", "_refused"),
        ("release 3.11.2 runs 24/7", "_refused | _refused"),
    ),
    counter_examples=("It sold 12,333 units for 5.5 million euros in 3 days.",),
)
def codes(draft: Draft) -> None:
    """Claim digits of addresses, codes, times of day, ages and ranks."""
    view = draft.article.view
    digits = _digits(draft)
    ages = (
        *matches_within(_AGE, view, around(_OLD, view, 20, 60)),
        *matches_at(_YEARS_OLD, view, digits),
        *_AGED.finditer(view),
        *_BETWEEN_COMMAS.finditer(view),
    )
    times = [match.start() for match in _AT.finditer(view)]
    for found in (
        matches_near(_ADDRESS, view, ("http", "www.", "@")),
        matches_within(_PHONE, view, near_digits(draft)),
        _CODE.finditer(view),
        matches_at(_TIME, view, sorted((*digits, *times))),
        sorted(ages, key=lambda match: match.start()),
        matches_at(_ORDINAL, view, digits),
        matches_at(_PLAY, view, digits),
        matches_within(_RATIO, view, around(_OF_SOME, view, 40, 40)),
        matches_near(_PER, view, ("per",)),
        matches_near(_BOX, view, ("-foot",)),
    ):
        for match in found:
            if draft.is_free(match.span()):
                draft.add(
                    "_refused", match.span(), {}, rule="refusals.codes", confidence=0.9,
                    claim=False,
                )  # fmt: skip


@rule(
    "refusals.names",
    examples=(
        ("tested for Category 4 storms under ISO 9001", "_refused | _refused"),
        ("a Fortune 500 company; No. 3 in the market", "_refused | _refused"),
        ("the National 863 Program", "_refused"),
        (
            "its K7, HM-46, 8AT and 6DCT",
            "_refused | _refused | _refused | _refused",
        ),
        ("the Boeing 737-800", "_refused"),
    ),
    counter_examples=(
        "It has 500 people and CNY230bn; 70kW and 12-metre buses, US$5m.",
        "In 14 plants",
    ),
)
def names(draft: Draft) -> None:
    """Pass over numbers that are part of a name, a model, a standard or a list."""
    view = draft.article.view
    before = draft.lexicons.once(_words_before)
    digits = _digits(draft)
    for start in digits:
        word = _WORD_BEFORE.search(view, max(0, start - _FAR), start)
        # The word is looked up, not searched for: that is many times faster.
        if word is not None and word["word"].lower() in before:
            number = _OF_WORD.match(view, start)
            if number is not None:
                _refuse(draft, number.span())
    known = draft.lexicons.once(_name_patterns)
    for found in (
        matches_within(known.programme, view, near_digits(draft)),
        known.in_words.finditer(view),
        matches_at(known.letters, view, _letters_before(view, digits)),
        matches_at(known.digits, view, digits),
    ):
        for match in found:
            _refuse(draft, match.span("n"))


def _digits(draft: Draft) -> list[int]:
    """Return where digits begin."""
    found: list[int] | None = draft.shared.get("digit starts")
    if found is None:
        view = draft.article.view
        found = draft.shared["digit starts"] = [match.start() for match in _DIGIT.finditer(view)]
    return found


def _letters_before(view: str, digits: list[int]) -> Iterator[int]:
    """Yield where letters begin that stand against digits: K7, HM-46."""
    for start in digits:
        end = start - (view[start - 1 : start] == "-")
        match = _LETTERS.search(view, max(0, end - 9), end)
        if match is not None:
            yield match.start()


def near_digits(draft: Draft) -> tuple[tuple[int, int], ...]:
    """Return the parts of the view in which a pattern of digits and few words can match."""
    parts: tuple[tuple[int, int], ...] | None = draft.shared.get("digits")
    if parts is None:
        parts = draft.shared["digits"] = around(_DIGIT, draft.article.view, 60, 60)
    return parts


def _refuse(draft: Draft, span: Span) -> None:
    if draft.is_free(span):
        draft.add("_refused", span, {}, rule="refusals.names", confidence=0.9, claim=False)


def _words_before(lexicons: Lexicons) -> frozenset[str]:
    return frozenset(lexicons.table("en/refusals", "before").get("words", ()))


class _NamePatterns(NamedTuple):
    """The patterns of numbers in names, by what they begin with."""

    programme: re.Pattern[str]
    in_words: re.Pattern[str]
    letters: re.Pattern[str]
    digits: re.Pattern[str]


def _name_patterns(lexicons: Lexicons) -> _NamePatterns:
    letters = lexicons.words("en/numbers", "letters")
    short = lexicons.words("en/numbers", "short_scales")
    units = alternatives(
        [*lexicons.words("en/units", "signs"), *short, *letters, "th", "st", "nd", "rd", "s"]
    )
    signs = lexicons.words("en/money", "signs"), lexicons.words("en/money", "open_signs")
    money = alternatives([*signs[0], *signs[1]])
    return _NamePatterns(
        # A capital before and a capital after: the number of a programme.
        spaced(
            r"\b[A-Z][a-z]{1,20} (?P<n>\d{1,4})"
            r"(?= (?:Program|Programme|Project|Plan|Initiative|Series|Group|Fund|Index)\b)"
        ),
        # A number that is part of a name: "backed by Seven Pines Capital".
        later(
            r"(?<=[a-z,] )(?P<n>One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Twenty|"
            r"Forty|Hundred|Thousand)(?= [A-Z][a-z])"
        ),
        # Letters against digits, unless they are a currency before or a unit after.
        later(
            rf"(?<![\w.,/$-])(?P<n>(?!(?:{money}|[A-Z]{{3}})\d)[A-Za-z]{{1,8}}"
            r"(?:-?\d{1,6}[A-Za-z]{0,4}){1,3}(?:[-/]\w{1,6}){0,2})(?![\w%]|[.,]\d)"
        ),
        later(
            rf"(?<![\w.,$€£¥₹/-])(?P<n>(?!\d{{1,9}}(?:{units})(?!\w))"
            r"\d{1,6}(?:[A-Za-z]{1,5}\d{0,4}){1,2}(?:-\w{1,6})?)(?![\w%])"
        ),
    )


RULES = (codes, names)
