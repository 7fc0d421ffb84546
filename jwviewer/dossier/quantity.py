"""Numbers as sources give them: with a bound, a unit and the places that are known.

"More than 260,000" is never 260,000: every number carries its bound through arithmetic
(see interval.py), through rounding and into words. Numbers become floats only where they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from jwviewer.dossier.interval import Interval
from jwviewer.dossier.schema import BOUNDS, INFERRED_BOUNDS
from jwviewer.dossier.units import UNSETTLED, is_currency, unit_label, unit_spoken
from jwviewer.language import tr

__all__ = [
    "ONES",
    "Interval",
    "Quantity",
    "bound_words",
    "describe",
    "describe_inherited",
    "describe_long",
    "describe_number",
    "describe_unit",
    "parse_decimal",
    "round_interval",
    "rounded",
]

MOST_SHORT_PLACES = 3
"""An amount that needs more digits after the point than this is written in full."""


class Quantity(Struct, frozen=True):
    """A number with its bound, in base units; ``high`` is the upper end of a range.

    ``decimals`` is the last known decimal place (2 cents, -3 thousands). ``inferred_bound``
    is a bound that was not printed with this number. Raises ValueError when bound and
    numbers do not go together.
    """

    value: Decimal
    bound: str
    unit: str
    high: Decimal | None = None
    decimals: int | None = None
    inferred_bound: str = ""

    def __post_init__(self) -> None:
        """Refuse a number whose bound does not say what it means."""
        if self.bound not in BOUNDS or self.inferred_bound not in ("", *INFERRED_BOUNDS):
            raise ValueError(tr("is not a bound; write one of {bounds}", bounds=", ".join(BOUNDS)))
        if self.bound == "range":
            if self.high is None:
                raise ValueError(tr("is a range without an upper end; write it into value_high"))
            if self.high < self.value:
                raise ValueError(tr("is a range that ends below its beginning; swap the two ends"))
        elif self.high is not None:
            raise ValueError(tr("has an upper end but is no range; write the bound range"))

    @property
    def known_decimals(self) -> int:
        """The last known decimal place.

        Where ``decimals`` does not tell, digits after the point count as known and zeros at
        the end of a whole number as unknown: 4.10 is known to hundredths, 200000 only to
        hundred thousands. That gives "nearly" and "about" rather too much room than too little.
        """
        if self.decimals is not None:
            return self.decimals
        _, digits, exponent = _parts(self.value)
        if exponent < 0 or not any(digits):
            return max(-exponent, 0)
        text = "".join(map(str, digits))
        return -exponent - (len(text) - len(text.rstrip("0")))

    @property
    def interval(self) -> Interval:
        """All numbers that the source's words allow, an inferred bound included."""
        printed = self._interval(self.bound)
        return printed.hull(self._interval(self.inferred_bound)) if self.inferred_bound else printed

    def _interval(self, bound: str) -> Interval:
        value = Fraction(self.value)
        if bound in ("about", "nearly", "over-about"):
            room = Fraction(10) ** -self.known_decimals / 2
            if bound == "about":
                return Interval(value - room, True, value + room, True)
            if bound == "nearly":
                return Interval(value - room, False, value, True)
            return Interval(value, True, value + room, False)
        if bound in ("gt", "ge"):
            return Interval(value, bound == "ge", None, False)
        if bound in ("lt", "le"):
            return Interval(None, False, value, bound == "le")
        return Interval(value, True, value if self.high is None else self.high, True)


_DECIMAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,12})?")


def parse_decimal(text: str) -> Decimal:
    """Return decimal text in base units as a number; raise ValueError saying what to write."""
    if len(text) <= 44 and _DECIMAL.fullmatch(text):
        value = Decimal(text)
        return value if value else abs(value)
    raise ValueError(
        tr(
            "is not a number; write digits in base units, such as 260000 or 33.4, with at most "
            "30 before the point and 12 after it"
        )
    )


def rounded(interval: Interval, decimals: int, unit: str = "1") -> Quantity:
    """Return an interval as a quantity that claims no more than the interval proves.

    Upper ends are rounded up and lower ends down to ``decimals`` places. An end that moved
    outward is never reached, so its bound is strict. A single number that does not end at
    that place becomes "about". Raises ValueError when neither end is known.
    """
    low, high = interval.low, interval.high
    scale = Fraction(10) ** decimals
    if low is not None and high is not None:
        if low == high:
            bound = "eq" if (low * scale).denominator == 1 else "about"
            return Quantity(_places(round(low * scale), decimals), bound, unit, decimals=decimals)
        first, last = _places(floor(low * scale), decimals), _places(ceil(high * scale), decimals)
        return Quantity(first, "range", unit, high=last, decimals=decimals)
    if high is not None:
        value = _places(ceil(high * scale), decimals)
        bound = "le" if interval.high_closed and value == high else "lt"
    elif low is not None:
        value = _places(floor(low * scale), decimals)
        bound = "ge" if interval.low_closed and value == low else "gt"
    else:
        raise ValueError("nothing is known of a number between no ends")
    return Quantity(value, bound, unit, decimals=decimals)


def round_interval(interval: Interval, decimals: int) -> tuple[str, str]:
    """Return an interval as rounded digits and their bound; see ``rounded``."""
    quantity = rounded(interval, decimals)
    return _digits(quantity, spoken=False, compact=False), quantity.bound


def describe(quantity: Quantity, *, compact: bool = True, unit: bool = True) -> str:
    """Return a quantity with its bound, such as "> 260,000 vehicles" or "US$ 33.40 bn".

    ``compact`` shortens money to bn or m where no digit is lost by it.
    """
    number = _digits(quantity, spoken=False, compact=compact)
    amount = _with_unit(quantity, number, unit_label) if unit else number
    if quantity.bound in ("eq", "range"):
        return amount
    return {
        "gt": "> {}", "ge": "≥ {}", "lt": "< {}", "le": "≤ {}",
        "about": tr("about {}"), "nearly": tr("just under {}"), "over-about": tr("just over {}"),
    }.get(quantity.bound, "{}").format(amount)  # fmt: skip


def describe_number(quantity: Quantity, *, compact: bool = True) -> str:
    """Return a quantity with its bound and without its unit, such as "> 260,000"."""
    return describe(quantity, compact=compact, unit=False)


def describe_unit(quantity: Quantity) -> str:
    """Return a quantity's unit as it stands beside its number, such as "vehicles" or "US$"."""
    number = _digits(quantity, spoken=False, compact=True)
    return unit_label(quantity.unit, number not in ONES)


def describe_long(quantity: Quantity) -> str:
    """Return a quantity in words to be read out, such as "more than 260,000 vehicles"."""
    amount = _with_unit(quantity, _digits(quantity, spoken=True, compact=True), unit_spoken)
    words = bound_words(quantity.bound).format(amount)
    inherited = describe_inherited(quantity)
    return f"{words} ({inherited})" if inherited else words


def describe_inherited(quantity: Quantity) -> str:
    """Return the bound that was not printed with the number, in words, or ""."""
    if not quantity.inferred_bound:
        return ""
    bound = bound_words(quantity.inferred_bound).format("").strip()
    return tr("{bound}, inherited from the amount it converts", bound=bound)


def bound_words(bound: str) -> str:
    """Return a bound in words with {} where the number goes, such as "more than {}"."""
    return {
        "gt": tr("more than {}"), "ge": tr("at least {}"), "lt": tr("less than {}"),
        "le": tr("at most {}"), "about": tr("about {}"), "nearly": tr("just under {}"),
        "over-about": tr("just over {}"),
    }.get(bound, "{}")  # fmt: skip


ONES = frozenset({"1", "−1"})
"""Numbers, as they are shown, whose unit stands in the singular."""


def _digits(quantity: Quantity, *, spoken: bool, compact: bool) -> str:
    """Return the number or the two ends of a range, without bound and unit."""
    values = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
    power, sign, word = _scale(quantity, values) if compact else (0, "", "")
    places = _shown_places(quantity, values, power)
    texts = [_grouped(_shift(value, -power), places) for value in values]
    if len(texts) == 1:
        number = texts[0]
    else:
        pattern = tr("{low} to {high}") if spoken else tr("{low} – {high}")
        number = pattern.format(low=texts[0], high=texts[1])
    suffix = word if spoken else sign
    return f"{number} {suffix}" if suffix else number


def _scales() -> tuple[tuple[int, str, str], ...]:
    """Return the powers of ten that money is shortened to, with their sign and word."""
    return ((9, tr("bn"), tr("billion")), (6, tr("m"), tr("million")))


def _scale(quantity: Quantity, values: list[Decimal]) -> tuple[int, str, str]:
    if is_currency(quantity.unit):
        least = min(abs(value) for value in values)
        for power, sign, word in _scales():
            if least >= 10**power and _shown_places(quantity, values, power) <= MOST_SHORT_PLACES:
                return power, sign, word
    return 0, "", ""


def _shown_places(quantity: Quantity, values: list[Decimal], power: int) -> int:
    """Return how many digits after the point keep all that is given and all that is known."""
    known = 0 if quantity.decimals is None else quantity.decimals + power
    given = []
    for value in values:
        _, digits, exponent = _parts(value)
        text = "".join(map(str, digits))
        # Zeros at the end of a whole number do not have to be shown; after its point they do.
        zeros = len(text) - len(text.rstrip("0")) if exponent >= 0 else 0
        given.append(power - exponent - zeros if any(digits) else max(-exponent, 0))
    return max(known, *given, 0)


def _with_unit(quantity: Quantity, number: str, label: Callable[[str, bool], str]) -> str:
    name = label(quantity.unit, number not in ONES)
    if quantity.unit == UNSETTLED:
        return tr("? {number} ({name})", number=number, name=name)
    if is_currency(quantity.unit):
        return tr("{currency} {number}", currency=name, number=number)
    return tr("{number} {unit}", number=number, unit=name) if name else number


def _grouped(value: Decimal, places: int) -> str:
    return format(value, f",.{places}f").replace("-", "−")


def _parts(value: Decimal) -> tuple[int, tuple[int, ...], int]:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return sign, digits, exponent


def _shift(value: Decimal, power: int) -> Decimal:
    """Move the point without the rounding that arithmetic on Decimal does at 28 digits."""
    sign, digits, exponent = _parts(value)
    return Decimal((sign, digits, exponent + power))


def _places(units: int, decimals: int) -> Decimal:
    """Return a whole number of units of the given decimal place, exactly."""
    return _shift(Decimal(units), -decimals)
