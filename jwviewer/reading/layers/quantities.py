"""Counts, percentages and physical quantities, alone or as ranges; bounds come later.

The unit is a code of ``dossier/units.py``, or the singular of the noun that is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from jwviewer.reading.counted import Counted, is_pointing, unit_words
from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import Numeral, number_words, written
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import clause_before, is_change, is_pair, open_numerals

_LETTER_NOUN = spaced(r" (?:[a-z]+(?:s|people|aircraft)|of (?:them|these|those))\b")
_SHARED_NOUN = spaced(r" [a-z][a-z-]{2,20} (?:and|or) ")
_CHANGED_BY = spaced(r"\bby(?: (?:about|around|some|nearly|almost|over|a further))? \Z")
_IN_MILLIONS = spaced(
    r"\b(?:rose|fell|grew|climbed|jumped|dropped|declined|increased|decreased|reached|totalled|came)\b"
    r"[^;:]{0,50}\b(?:to|from|at) (?:[a-z]+ ){0,2}\d[\d.]*m\Z"
)
"""Who comes from "850m in 2023" did not fall so many metres."""
_MILLIONS = spaced(r"[$€£¥]\d[\d.,]*m\b|\b\d[\d.]*m (?!long|wide|high|deep|tall)[a-z]{3,20}s\b")
_MEASURED = spaced(
    r"[ -](?:long|wide|high|deep|tall|above|below|diameter|thick|in (?:length|height|width))\b"
)
_COMPOUND = later(r"-(?P<noun>[a-z]{3,20})\b(?!-)")
_NO_UNITS = (
    "year month week day hour minute year-old strong fold odd plus plug based way off stop sided "
    "dimensional axle cylinder valve speed door wheel row part page point percent time stroke step "
    "wheeler digit figure phase tier level star inch bit core"
)
_NOT_COMPOUND = frozenset(_NO_UNITS.split())
_STRONG = later(r"-(?:strong|odd|plus)\b[ ]{0,2}")
_OF_WHOLE = spaced(
    r" (?:out )?of (?:(?:a|the|its|their|our|his|her|all)(?: [\w-]{3,20}(?:['’]s)?){0,2} )?"
    r"(?:\d[\d,]{0,12}|[a-z]{3,9}(?:-[a-z]{3,5})?)(?= )"
)
_OF_KNOWN = spaced(r" of (?:the|its|their|our|his|her|these|those)(?= )")
_OR_MORE = spaced(r"\+| or (?:more|so|fewer|less)(?= )| plus(?= [a-z])")
_STATE = spaced(
    r"\b(?P<noun>[A-Za-z-]{3,25})(?: (?:sales|deliveries|output|production|shipments|exports))?"
    r" (?:were|was|are|reached|totalled|totaled|numbered|came to|amounted to|stood at|hit|exceeded|"
    r"surpassed|topped)(?: (?:about|around|some|nearly|almost|over|only|just|more than|less than|"
    r"at least|roughly|approximately|over))? ?\Z"
)


_SCALED = {"{megatonne}": ("t", 10**6), "{kilotonne}": ("t", 1000)}


@dataclass(frozen=True, slots=True)
class Found:
    """A number with what it counts."""

    numeral: Numeral
    end: int
    value: Decimal
    counted: Counted | None


@rule(
    "quantities.measured",
    examples=(
        ("a stake of 60 percent", "figure unit=%; value=60"),
        ("rose 2.1 percentage points", "figure unit=pp; value=2.1"),
        ("by 25 basis points", "figure unit={basis point}; value=25"),
        (
            "32,000 square metres; a 70 kW stack; 1.4m tonnes",
            "figure unit=m2; value=32000 | figure unit=kW; value=70 | figure unit=t; value=1400000",
        ),
        ("a 12 m low-floor bus of 12.8 t", "figure unit=m; value=12 | figure unit=t; value=12.8"),
        ("Range is 350-400 km", "figure unit=km; value=350; value_high=400"),
        ("raises yields by 4% to 7%", "figure unit=%; value=4; value_high=7"),
        ("8 million tons", "figure unit=t; value=8000000"),
        ("It shipped 5.4Mt of cement", "figure unit=t; value=5400000"),
        ("a 300-km line", "figure unit=km; value=300"),
        ("fell from 12% to 9%", "figure unit=%; value=12 | figure unit=%; value=9"),
        ("twelve per cent", "figure unit=%; value=12"),
        ("sold for 5 times earnings", "figure unit=time; value=5"),
    ),
    counter_examples=(
        "5 metrics",
        "the 863 plan",
        "a few kilometres",
        "12 mothers",
        "sold 1m of them",
    ),
)
def measured(draft: Draft) -> None:
    """Find numbers with a unit or a percent sign."""
    words = draft.lexicons.once(unit_words)
    letters = draft.lexicons.once(number_words).letters
    view = draft.article.view
    found = []
    for one in open_numerals(draft):
        scaled = words.unit(view, one.end + 1) if one.letter else None
        if scaled is not None:  # "1.4m tonnes"
            found.append(Found(one, scaled.span[1], one.value * letters[one.letter], scaled))
            continue
        unit = words.unit(view, one.end)
        if unit is not None and unit.code in _SCALED:
            code, factor = _SCALED[unit.code]
            found.append(Found(one, unit.span[1], one.value * factor, replace(unit, code=code)))
        elif unit is None or _is_million(view, unit, one) or (one.doubtful and unit.code != "%"):
            found.append(Found(one, one.end, one.value, None))
        else:
            found.append(Found(one, unit.span[1], one.value, unit))
    _emit(draft, found, "quantities.measured", 0.95)


def _is_million(view: str, unit: Counted, one: Numeral) -> bool:
    """Tell whether "1.4m" is a count in millions and no length."""
    end, after = one.end, unit.span[1]
    if unit.code != "m" or unit.span[0] > end:
        return False
    if _MILLIONS.search(view, max(0, end - 160), end - 3) and not _MEASURED.match(view, after):
        return True
    if _IN_MILLIONS.search(view, max(0, end - 90), after):
        return True
    return bool(_LETTER_NOUN.match(view, after)) and not _MEASURED.match(view, after)


@rule(
    "quantities.counts",
    examples=(
        ("sold 260,000 vehicles", "figure unit=vehicle; value=260000"),
        (
            "had 12,333 authorised patents, including 1,750 invention patents",
            "figure unit=patent; value=12333 | figure unit=patent; value=1750",
        ),
        ("between 150 and 200 stacks a year", "figure unit={stack}; value=150; value_high=200"),
        (
            "1.4m customers and 5k dealers",
            "figure unit=customer; value=1400000 | figure unit=dealer; value=5000",
        ),
        ("a 5,000-strong workforce", "figure unit=person; value=5000"),
        (
            "five tanks and two dozen buses",
            "figure unit={tank}; value=5 | figure unit=bus; value=24",
        ),
        ("Light trucks were 200,000 units", "figure unit=truck; value=200000"),
        ("about 1,900 employees", "figure unit=employee; value=1900"),
        ("a 500-seat hall", "figure unit={seat}; value=500"),
        (
            "12 500 employees and 3.400 dealers",
            "figure unit=employee; value=12500 | figure unit=dealer; value=3400",
        ),
        ("4,300 registered users", "figure unit={user}; value=4300"),
        (
            "15 commercial and 24 executive jets",
            "figure unit={jet}; value=15 | figure unit={jet}; value=24",
        ),
        ("grew by 12 to 48 ships", "figure unit=ship; value=12 | figure unit=ship; value=48"),
        ("seven new energy vehicle models", "figure unit=model; value=7"),
        ("The twelve families own it.", "figure unit={family}; value=12"),
        ("Eight makers sell it.", "figure unit={maker}; value=8"),
    ),
    counter_examples=(
        "The two companies signed",
        "both sides",
        "the three makers",
        "tens of thousands of people",
        "the K7 trucks",
        "dozens of cars",
        "one of the partners",
        "these three firms",
        "a two-row tracker",
        "a 500 series car",
    ),
)
def counts(draft: Draft) -> None:
    """Find numbers that count a noun."""
    words = draft.lexicons.once(unit_words)
    letters = draft.lexicons.once(number_words).letters
    view = draft.article.view
    found = []
    for one in open_numerals(draft):
        end, value = one.end, one.value
        if one.letter:
            end, value = end + 1, value * letters[one.letter]
        counted = _counted(draft, one, end)
        if counted is not None and not is_pointing(view, one, counted, words.pointing):
            value *= 1000 if one.doubtful and not counted.physical else 1  # no half employees
            found.append(Found(one, max(end, counted.span[1]), value, counted))
        else:
            found.append(Found(one, end, value, None))
    _emit(draft, found, "quantities.counts", 0.9)


def _counted(draft: Draft, one: Numeral, end: int) -> Counted | None:
    view = draft.article.view
    words = draft.lexicons.once(unit_words)
    strong = _STRONG.match(view, end)
    if strong is not None:
        after = words.noun(view, strong.end() - 1, draft.sentence(end).end)
        if "strong" not in strong.group():
            return after
        return Counted("person", (end + 1, strong.end()), False)
    compound = _COMPOUND.match(view, end)
    if compound is not None and not one.in_words and compound["noun"] not in _NOT_COMPOUND:
        code = words.code_of(compound["noun"] + "s")
        return Counted(code, compound.span("noun"), False) if code else None
    whole = _OF_WHOLE.match(view, end)
    more = _OR_MORE.match(view, end)
    if whole is not None and _is_number(draft, whole):
        more = whole
    more = more or _OF_KNOWN.match(view, end)
    end = more.end() if more else end
    last = draft.sentence(end).end
    stop = _next_claim(draft, end, last)
    noun = words.noun(view, end, stop)
    if noun is not None and noun.code == "unit":
        return _owner(draft, one, noun, words.is_plural, words.code_of)
    return noun


def _is_number(draft: Draft, whole: re.Match[str]) -> bool:
    """Tell whether "22 of a planned 96 satellites" counts the noun after both numbers."""
    last = whole.group().split()[-1]
    known = draft.lexicons.once(number_words)
    return last[0].isdigit() or last.split("-")[0] in known.values


def _next_claim(draft: Draft, end: int, last: int) -> int:
    """Return where the next characters begin that another layer has understood."""
    place = draft.claimed.find(b"\1", end, min(last, end + 120))
    return place if place >= 0 else last


def _owner(draft: Draft, one: Numeral, noun: Counted, plural: object, code_of: object) -> Counted:
    """Return the noun of "vehicles were 5,000 units" in the place of units."""
    assert callable(plural)
    assert callable(code_of)
    state = _STATE.search(clause_before(draft, one.start))
    if state is None or not plural(state["noun"]):
        return noun
    code = str(code_of(state["noun"]))
    return Counted(code, noun.span, False) if code and not code.startswith("{") else noun


def _emit(draft: Draft, found: list[Found], made_by: str, confidence: float) -> None:
    view = draft.article.view
    skip = -1
    for position, one in enumerate(found):
        if position == skip:
            continue
        other = found[position + 1] if position + 1 < len(found) else None
        if other is not None and other.counted is not None and _is_range(view, one, other):
            skip = position + 1
            _add_range(draft, one, other, made_by, confidence)
        elif one.counted is not None:
            _add(draft, one, one.counted, made_by, confidence)
        elif other is not None and _shares_noun(
            view, one, other
        ):  # "15 commercial and 24 large jets"
            assert other.counted is not None
            _add(draft, one, other.counted, made_by, confidence - 0.1)


def _shares_noun(view: str, one: Found, other: Found) -> bool:
    """Tell whether a number without a noun counts the one after the next number."""
    return (
        other.counted is not None
        and not other.counted.physical
        and not one.numeral.in_words
        and _SHARED_NOUN.fullmatch(view, one.end, other.numeral.start) is not None
    )


def _is_range(view: str, one: Found, other: Found) -> bool:
    assert other.counted is not None
    if one.counted is not None and one.counted.code != other.counted.code:
        return False
    if not is_pair(view, one.numeral.start, one.end, other.numeral.start):
        return False
    low, high = _ends(one, other)
    return low < high or is_falling(view, one)


def is_falling(view: str, one: Found) -> bool:
    """Tell whether "from" stands before a number, so that a smaller one may follow."""
    return (
        re.search(r"\b[Ff]rom[ ]{1,3}\Z", view[max(0, one.numeral.start - 8) : one.numeral.start])
        is not None
    )


def _ends(one: Found, other: Found) -> tuple[Decimal, Decimal]:
    shares = one.value == one.numeral.base and other.numeral.scale > 1 and one.value < 1000
    return (one.value * other.numeral.scale if shares else one.value), other.value


def _add_range(draft: Draft, one: Found, other: Found, made_by: str, confidence: float) -> None:
    assert other.counted is not None
    low, high = _ends(one, other)
    if is_change(draft, one.numeral.start) or low >= high or _is_step(draft, one, other):
        first = replace(one, value=low)
        _add(draft, first, one.counted or other.counted, made_by, confidence - 0.05)
        _add(draft, other, other.counted, made_by, confidence)
        return
    end = other.end if other.counted.code == "%" else other.numeral.end
    passage = (one.numeral.start, end)
    held = {
        "value": Attribute(written(low), spans=(passage,)),
        "value_high": Attribute(written(high), spans=(passage,)),
        "unit": Attribute(other.counted.code, spans=(other.counted.span,)),
    }
    span = (one.numeral.start, max(other.end, other.counted.span[1]))
    draft.add("figure", span, held, rule=made_by, confidence=confidence)


def _is_step(draft: Draft, one: Found, other: Found) -> bool:
    """Tell whether "by 12 to 48 ships" says by how much and then to how many."""
    assert other.counted is not None
    by = _CHANGED_BY.search(clause_before(draft, one.numeral.start)) is not None
    return by and not other.counted.physical and one.value * 2 < other.value


def _add(draft: Draft, one: Found, counted: Counted, made_by: str, confidence: float) -> None:
    small = one.numeral.in_words and one.value <= 10 and counted.code != "%"
    passage = _passage(one, counted)
    held = {
        "value": Attribute(written(one.value), spans=(passage,)),
        "unit": Attribute(counted.code, spans=(counted.span,)),
    }
    span = (one.numeral.start, max(passage[1], one.end))
    draft.add("figure", span, held, rule=made_by, confidence=confidence - (0.25 if small else 0.0))


def _passage(one: Found, counted: Counted) -> Span:
    """Return the passage of a value: a percent sign belongs to it, other units do not."""
    if counted.code == "%" and one.counted is not None:
        return one.numeral.start, counted.span[1]
    letter = 1 if one.numeral.letter and not counted.physical else 0
    return one.numeral.start, one.numeral.end + letter


RULES = (measured, counts)
