"""Amounts of money: currency, scale and range; the bound comes from a later layer.

The unit of a figure is the currency's code, or "?" for a sign that several share and that
nothing in the article settles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.dossier.units import UNSETTLED
from jwviewer.reading.currencies import CurrencyWords, currency_words
from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import Numeral, number_words, written
from jwviewer.reading.patterns import later, matches_near, spaced
from jwviewer.reading.proposal import Attribute, Basis, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import clause_before, is_change, is_pair, open_numerals

_SPACED_LETTER = spaced(r" (?P<letter>[mMbB])(?![\w.&'])")
_RATE = spaced(
    r"(?:\(|\b)(?:[A-Z]{0,3}[$€£¥] ?1|1 [A-Za-z. ]{3,20}|[A-Z]{3} ?1) ?= ?[^()\n]{2,60}\)?"
    r"|\b(?:exchange )?rate of [^,.;()\n]{0,12}\d[\d.,]{0,10} [\w ]{0,20}(?:per|to the|to) "
    r"[\w.$ ]{3,20}"
    r"|\d[\d.,]{0,10} (?:yuan|yen|won|rupees|crowns|euros|francs|baht|rubles|roubles|lira|pesos)"
    r" (?:per|to the|to one|against the) (?:US |U\.S\. )?(?:dollar|euro|pound)"
)
_RATED = ("=", "rate", "yuan", "yen", "won", "rupees", "crowns", "euros", "francs", "baht",
          "rubles", "roubles", "lira", "pesos")  # fmt: skip
"""Without one of these there is no rate in a line."""
_CUT_BY = spaced(r"\b(?:[a-z]+ )by ?\Z")
_SCALED_NOUN = later(
    r"[ ]{1,3}(?!of\b|in\b|from\b|and\b|to\b|was\b|were\b|went\b|came\b|for\b|a\b|on\b|by\b)[a-z]"
)
_ELLIPSIS = spaced(
    r"(?:\bof which|\bincluding|\bcompared (?:with|to)|\b(?:up|down) from|\bagainst|\bversus|"
    r"\bfrom|"
    r"\bto|\breaching|\breached|\btotalling|\bhitting|\bat|\band|\bwith|\brespectively|\bincrease "
    r"of|\b(?:loss|profit|deficit|surplus|income|turnover|sales|revenues?) of|\bout of|"
    r"\bbelow|\babove|\bthan|\bor)"
    r"(?: (?:the|about|around|some|nearly|almost|over|only|just|a|an|more than|less than))*? ?\Z"
)


@dataclass(frozen=True, slots=True)
class Side:
    """A number with the currency at it, if there is one."""

    numeral: Numeral
    start: int
    end: int
    scale: int
    said: Span | None = None
    code: str = ""
    open: bool = False
    cents: bool = False

    @property
    def value(self) -> Decimal:
        """The amount in units of the currency."""
        return self.numeral.base * self.scale / (100 if self.cents else 1)


@rule(
    "money.rate",
    examples=(
        ("($1 = 1,133.4500 won)", "_rate"),
        ("at 6.9 yuan to the dollar", "_rate"),
    ),
    counter_examples=("It paid 6.9 yuan to the seller", "1 million yuan"),
)
def rate(draft: Draft) -> None:
    """Pass over exchange rates: they are no amounts and convert nothing here."""
    for match in matches_near(_RATE, draft.article.view, _RATED):
        if draft.is_free(match.span()):
            draft.add("_rate", match.span(), {}, rule="money.rate", confidence=0.9)


@rule(
    "money.amount",
    examples=(
        (
            "exceeded CNY230bn (US$33.40bn).",
            "figure unit=CNY; value=230000000000 | figure unit=USD; value=33400000000",
        ),
        (
            "for 412 billion won ($363.5 million)",
            "figure unit=KRW; value=412000000000 | figure unit=?; value=363500000",
        ),
        ("with 1.1 billion Swedish crowns of debt", "figure unit=SEK; value=1100000000"),
        ("a €5m grant and 5 m €", "figure unit=EUR; value=5000000"),
        ("about RMB 2.1 billion yuan", "figure unit=CNY; value=2100000000"),
        ("worth Rs 1,200 crore (₹12 billion)", "figure unit=INR; value=12000000000"),
        ("a 200-million-dollar plant", "figure unit=?; value=200000000"),
        ("half a million euros", "figure unit=EUR; value=500000"),
        (
            "US$5.2mn; £0.35m; 3.5 trillion yen",
            "figure unit=USD; value=5200000 | figure unit=GBP; value=350000",
        ),
        ("a dividend of 35 pence", "figure unit=GBP; value=0.35"),
        ("5 euro cents a sheet", "figure unit=EUR; value=0.05"),
        ("8 Singapore cents", "figure unit=SGD; value=0.08"),
        (
            "The price was cut by €2,000 to €27,990",
            "figure unit=EUR; value=2000 | figure unit=EUR; value=27990",
        ),
        ("30 to 35 pence", "figure unit=GBP; value=0.3; value_high=0.35"),
        ("at 187.50 crowns. It cost 2 million Swedish crowns", "figure unit=SEK; value=187.5"),
        ("1.4m euros", "figure unit=EUR; value=1400000"),
        ("USD 4.76 billion", "figure unit=USD; value=4760000000"),
        ("C$30,000", "figure unit=CAD; value=30000"),
        ("EUR 12 500 000", "figure unit=EUR; value=12500000"),
        ("EUR 1 234,50", "figure unit=EUR; value=1234.5"),
        (
            "The Germans sold it for one mark; it owed 9,000 marks and 3,000 guilders",
            "figure unit=DEM; value=1 | figure unit=DEM; value=9000 | figure unit=NLG; value=3000",
        ),
    ),
    counter_examples=(
        "a multi-billion dollar deal", "It won 5 prizes", "ALL 50 states", "over 500 pounds of it",
        "three pounds of flour", "5 real gains", "paid 3.500 euros",
        "In Germany it passed the 10,000 mark", "She had 90 marks",
    ),
)  # fmt: skip
def amount(draft: Draft) -> None:
    """Find amounts with a currency, alone or as a range."""
    sides = list(_sides(draft))
    skip = -1
    for position, side in enumerate(sides):
        if position == skip:
            continue
        other = sides[position + 1] if position + 1 < len(sides) else None
        if other is not None and _is_range(draft, side, other):
            skip = position + 1
            _add(draft, side, other)
        elif side.code:
            _add(draft, side, None)


def _sides(draft: Draft) -> Iterator[Side]:
    view = draft.article.view
    words = draft.lexicons.once(currency_words)
    letters = draft.lexicons.once(number_words).letters
    for numeral in open_numerals(draft):
        yield _side(view, numeral, words, letters)


def _side(view: str, numeral: Numeral, words: CurrencyWords, letters: dict[str, int]) -> Side:
    start, end, scale = numeral.start, numeral.end, numeral.scale
    before = words.before.search(view, max(0, start - 8), start)
    if numeral.doubtful and not (before and before.group().strip()[-1] in "$£"):
        return Side(numeral, start, end, scale)  # "3.500 euros" may be thousands
    if numeral.letter:
        end += 1
        scale *= letters[numeral.letter]
    elif before and scale == 1 and (letter := _SPACED_LETTER.match(view, end)):
        end = letter.end()
        scale *= letters[letter["letter"]]
    if before is not None:
        said = before.group().strip()
        if (
            said not in words.also_words
            or scale > 1
            or numeral.value >= 1000
            or "." in view[numeral.start : end]
        ):
            code, inferred = words.named(said, view)
            span = (before.start(), before.start() + len(said))
            repeated = words.after.match(view, end)
            if repeated and words.named(repeated["said"], view)[0] == code:
                end = repeated.end()
            return Side(numeral, span[0], end, scale, span, code, inferred)
    cents = words.cents.match(view, end)
    if cents is not None and not numeral.letter:
        said = cents["said"] or "pence"
        code = words.hundredths[said]
        return Side(numeral, start, cents.end(), scale, cents.span(), code, code == "?", True)
    after = words.after.match(view, end)
    if after is not None and _is_money(view, numeral, after):
        code, inferred = words.named(after["said"], view)
        if after["said"] in ("mark", "marks") and code == UNSETTLED:
            return Side(numeral, start, end, scale)  # in an examination
        return Side(numeral, start, after.end(), scale, after.span("said"), code, inferred)
    return Side(numeral, start, end, scale)


def _is_money(view: str, numeral: Numeral, after: re.Match[str]) -> bool:
    """Tell whether a word after a number is a currency there, not a weight or a verb."""
    said = after["said"]
    if said in (
        "pounds",
        "pound",
        "sterling",
        "won",
        "real",
        "rand",
        "dong",
        "lei",
        "lira",
        "taka",
        "yen",
    ):
        if said in ("pounds", "pound"):
            return numeral.scale > 1 or bool(numeral.letter)
        if said == "won":
            return numeral.scale > 1 or numeral.base >= 50
        return said != "real"
    return said != "mark" or numeral.value == 1  # "passed the 10,000 mark"


def _is_range(draft: Draft, one: Side, other: Side) -> bool:
    if not (one.code or other.code) or (one.code and other.code and one.code != other.code):
        return False
    if one.code and one.said and one.said[0] > one.numeral.start and not other.code:
        return False  # "5 euros to 10 people"
    view = draft.article.view
    if not is_pair(view, one.start, one.end, other.start):
        return False
    low, high = _ends(one, other)
    # "Shares rose 3 to 412 pence" is no range.
    most = 1000 if view[one.start - 8 : one.start].strip().lower() in ("between", "from") else 20
    if most == 20 and _CUT_BY.search(clause_before(draft, one.start)):
        most = 3  # "cut by €2,000 to €27,990"
    return low < high < low * most


def _ends(one: Side, other: Side) -> tuple[Decimal, Decimal]:
    """Return both ends; a first one without a scale shares that of the second."""
    if other.cents and not one.code:
        return one.value / 100, other.value
    shares = one.scale == 1 and other.scale > 1 and one.numeral.base < 1000
    return (one.numeral.base * other.scale if shares else one.value), other.value


def _add(draft: Draft, one: Side, other: Side | None) -> None:
    named = one if one.code else other
    assert named is not None
    assert named.said is not None
    span = (one.start, (other or one).end)
    low, high = _ends(one, other) if other else (one.value, None)
    basis: Basis = "inferred" if named.open and named.code != "?" else "stated"
    attributes = {
        "value": Attribute(written(low), spans=(span,)),
        "unit": Attribute(
            named.code, basis, (named.said,), "article-currency" if basis == "inferred" else ""
        ),
    }
    if high is not None:
        attributes["value_high"] = Attribute(written(high), spans=(span,))
    made = draft.add("figure", span, attributes, rule="money.amount", confidence=0.97)
    if other is not None and is_change(draft, made.span[0]):
        _split(draft, made.id, one, other, named)


def _split(draft: Draft, figure: str, one: Side, other: Side, named: Side) -> None:
    """Make two amounts of "from 10 to 12 million euros" after a verb of change."""
    low, high = _ends(one, other)
    unit = draft.proposals[figure].attributes["unit"]
    draft.drop(figure)
    for side, value in ((one, low), (other, high)):
        span = (side.start, side.end)
        held = {"value": Attribute(written(value), spans=(span,)), "unit": unit}
        draft.add("figure", span, held, rule="money.amount", confidence=0.93)


@rule(
    "money.ellipsis",
    examples=(
        (
            "a total of 5.061 billion RMB, of which 2.95153 billion was paid",
            "figure unit=CNY; value=2951530000",
        ),
        (
            "Sales were €1.2 billion, up from 900 million in 2018.",
            "figure unit=EUR; value=900000000",
        ),
        (
            "It lost 31.4 billion baht, against a loss of 12.9 billion a year earlier.",
            "figure unit=THB; value=12900000000",
        ),
    ),
    counter_examples=(
        "It paid €5 million for a site with 2 million customers.",
        "It made 2 million. It cost €5 million.",
    ),
)  # fmt: skip
def ellipsis(draft: Draft) -> None:
    """Give a scaled number without a noun the currency of the amount before it."""
    view = draft.article.view
    letters = draft.lexicons.once(number_words).letters
    words = draft.lexicons.once(currency_words)
    figures = draft.of_kind("figure")
    number = 0
    for numeral in open_numerals(draft):
        while number < len(figures) and figures[number].span[1] <= numeral.start:
            number += 1
        small = numeral.scale < 1_000_000 and not numeral.letter
        if not number or (small and not _SPACED_LETTER.match(view, numeral.end)):
            continue
        side = _side(view, numeral, words, letters)
        if side.scale < 1_000_000 or not draft.is_free((side.start, side.end)):
            continue
        before = figures[number - 1]
        same = draft.sentence(side.start).start <= before.span[0]
        if not same or before.rule != "money.amount" or _SCALED_NOUN.match(view, side.end):
            continue
        if not _ELLIPSIS.search(view, max(before.span[1], side.start - 40), side.start):
            continue
        unit = before.attributes["unit"]
        span = (side.start, side.end)
        attributes = {
            "value": Attribute(written(side.value), spans=(span,)),
            "unit": Attribute(unit.value, "inferred", unit.spans, "currency-before"),
        }
        draft.add("figure", span, attributes, rule="money.ellipsis", confidence=0.85)


RULES = (rate, amount, ellipsis)
