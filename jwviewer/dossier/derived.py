"""Values that follow from the figures: shares, values before a change, implied rates.

They are computed when they are asked for and never stored. Arithmetic is that of intervals,
so a bound stays a bound and nothing is claimed that the figures do not prove. Figures are
combined only where the dossier itself links them, and only when they are of one owner,
one unit and one time.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

from jwviewer.dossier import derived_words as words
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.fact import weakest
from jwviewer.dossier.interval import Interval
from jwviewer.dossier.quantity import Quantity, rounded
from jwviewer.dossier.units import UNSETTLED, is_rate
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Ints
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

MOST_PLACES = 12
RATE_DIGITS = 4
"""Digits a rate shows at least, though an amount such as 230 bn has fewer: it is what the
two numbers imply as printed, and says nothing of how exactly anybody converted them."""

_NOT_NEGATIVE = Interval(0, True, None, False)
_POSITIVE = Interval(0, False, None, False)
_HUNDRED = Interval.point(100)
_UP_TO_ALL = Interval(0, True, 100, True)
_ONE = Interval.point(1)


class Derived(Struct, frozen=True):
    """A value computed from figures, with its formula and everything inferred on the way.

    ``inputs`` are the ids of the facts it comes from, ``companies`` entity ids; ``period``
    is when the value holds; ``rounded`` tells that digits were dropped, outward for bounds.
    """

    id: str
    label: str
    quantity: Quantity
    formula: str
    inputs: tuple[str, ...]
    companies: tuple[str, ...]
    period: str
    period_basis: str
    base_period: str
    inferred: tuple[str, ...]
    rounded: bool
    kind: Literal["share", "base-value", "rate"]


def derive(dossier: Dossier, positions: Ints | None = None) -> tuple[Derived, ...]:
    """Return the derived values of a dossier, in the order of the facts they hang on.

    With ``positions`` only those that hang on these facts (parts, changes, conversions).
    """
    makers: dict[str, tuple[Callable[[Dossier, Fact], Derived | None], ...]] = {
        "figure": (_share, _base_value),
        "conversion": (_rate,),
    }
    places = candidates(dossier) if positions is None else positions
    facts = (dossier.facts[n] for n in places.tolist())
    found = (make(dossier, fact) for fact in facts for make in makers.get(fact.kind, ()))
    return tuple(value for value in found if value is not None)


def candidates(dossier: Dossier) -> Ints:
    """Return the positions of the facts that a value may hang on, ascending."""
    facts, figures = dossier.columns, dossier.store["figures"]
    links = np.zeros(len(figures), np.bool_)
    for column in ("part_of_id", "change_of_id"):
        cells = figures[column].coded()
        links |= np.array([*map(bool, cells.values), False], np.bool_)[cells.codes]
    flags = np.zeros(facts.count, np.bool_)
    flags[facts.slice_of("figures")] = links
    flags[facts.slice_of("conversions")] = True
    return np.flatnonzero(flags)


def derive_from(dossier: Dossier, fact_id: str) -> tuple[Derived, ...]:
    """Return the values that a fact helps to derive, in the order of the facts they hang on."""
    own = dossier.positions[fact_id]
    figures, conversions = (dossier.columns.slice_of(n) for n in ("figures", "conversions"))
    places = np.array([own], np.int32)
    if figures.start <= own < figures.stop:
        # Its parts, its changes and its conversions.
        users = dossier.users(fact_id)
        mine = (users >= figures.start) & (users < figures.stop)
        mine |= (users >= conversions.start) & (users < conversions.stop)
        places = each_once(np.concatenate([places, users[mine]]))
    found = derive(dossier, places)
    return tuple(value for value in found if fact_id in value.inputs)


def _share(dossier: Dossier, part: Fact) -> Derived | None:
    """Return which share of its whole a figure is, in %."""
    if part.part_of_id in ("", part.id):
        return None
    whole = dossier.fact(part.part_of_id)
    one, other = part.quantity, whole.quantity
    if one is None or other is None or one.unit != other.unit or not _adds_up(one.unit):
        return None
    if part.direction or whole.direction or not _comparable(part, whole):
        return None
    counted = _is_count(dossier, part) and _is_count(dossier, whole)
    low = _within(one.interval, _NOT_NEGATIVE) if counted else one.interval
    high = _within(other.interval, _POSITIVE) if counted else other.interval
    exact = _quotient(low * _HUNDRED, high)
    quantity = None if exact is None else _percentage(exact, counted=counted)
    if exact is None or quantity is None:
        return None
    names = words.part_and_whole(dossier, part, whole)
    inferred = [*words.inferred(dossier, part, names[0]), *words.inferred(dossier, whole, names[1])]
    belongs = words.belongs(part.part_basis, names)
    if belongs:
        inferred.insert(0, belongs)
    return Derived(
        id=f"derived-share-{part.id}",
        label=words.share_label(names, part.period),
        quantity=quantity,
        formula=words.share_formula(names, one, other),
        inputs=(part.id, whole.id),
        companies=part.company_ids,
        period=part.period,
        period_basis=_weaker(part, whole),
        base_period="",
        inferred=tuple(inferred),
        rounded=_dropped(exact, quantity),
        kind="share",
    )


def _percentage(exact: Interval, *, counted: bool) -> Quantity | None:
    """Return a share as a quantity in %, or None when it says nothing."""
    # Of things counted a part is no more than its whole; money can make up for losses
    # elsewhere. Where two counts contradict that, it is left for all to see.
    capped = exact.meet(_UP_TO_ALL) if counted else None
    proven = _without_end(exact, low=0) if capped is None else _without_end(capped, low=0, high=100)
    places = _places_of(proven, least=1, digits=1)
    if proven.is_point and proven.low is not None:
        return _nearest(proven.low, places, "eq", "%")
    return _rounded(proven, places, "%")


def _base_value(dossier: Dossier, change: Fact) -> Derived | None:
    """Return what a figure was before the change that another one tells of it."""
    if change.change_of_id in ("", change.id) or not change.direction:
        return None
    level = dossier.fact(change.change_of_id)
    step, now = change.quantity, level.quantity
    if step is None or now is None or level.direction or level.subject_id != change.subject_id:
        return None
    if not _comparable(change, level):
        return None
    relative = step.unit == "%" and now.unit not in ("%", "pp")
    absolute = step.unit == ("pp" if now.unit == "%" else now.unit) != UNSETTLED
    if not relative and not absolute:
        return None
    up, counted = change.direction == "increase", _is_count(dossier, level)
    exact = _before(now.interval, step.interval, relative=relative, up=up, counted=counted)
    if exact is None:
        return None
    places = max(now.known_decimals, step.known_decimals) if absolute else _places_of(exact)
    quantity = _rounded(exact, max(now.known_decimals, 0) if counted else places, now.unit)
    if quantity is None:
        return None
    named = words.name(dossier, level)
    inferred = [
        *words.inferred(dossier, level, named),
        *words.inferred(dossier, change, tr("the change")),
    ]
    since = words.base_period(change.base_basis)
    if since:
        inferred.insert(0, since)
    return Derived(
        id=f"derived-base-value-{change.id}",
        label=words.base_label(dossier, level, change.base_period),
        quantity=quantity,
        formula=words.base_formula(named, now, step, relative, up),
        inputs=(level.id, change.id),
        companies=level.company_ids,
        period=change.base_period,
        period_basis=(change.base_basis or "stated") if change.base_period else "undated",
        base_period=change.base_period,
        inferred=tuple(inferred),
        rounded=_dropped(exact, quantity),
        kind="base-value",
    )


def _before(
    now: Interval, step: Interval, *, relative: bool, up: bool, counted: bool
) -> Interval | None:
    """Return the interval of the value before a change, or None when nothing is known of it."""
    size = _within(step, _NOT_NEGATIVE)  # which way it went is not in the sign
    reached = _within(now, _NOT_NEGATIVE) if counted else now
    if relative:
        part = size / _HUNDRED
        factor = _ONE + part if up else _ONE - part
        before = _quotient(reached, _within(factor, _POSITIVE) if counted else factor)
    else:
        before = reached - size if up else reached + size
    if before is None:
        return None
    return _without_end(_within(before, _NOT_NEGATIVE), low=0) if counted else before


def _rate(dossier: Dossier, conversion: Fact) -> Derived | None:
    """Return the exchange rate that an amount and the source's own conversion of it imply."""
    ends = [dossier.fact(conversion.from_id), dossier.fact(conversion.to_id)]
    amounts = [fact.quantity for fact in ends]
    printed = [q for q in amounts if q is not None and q.high is None and q.value > 0]
    if len(printed) < 2 or not is_rate(f"{printed[0].unit}/{printed[1].unit}"):
        return None
    if printed[0].unit == printed[1].unit:
        return None
    under, over = sorted(printed, key=lambda q: q.value)
    exact = Fraction(over.value) / Fraction(under.value)
    known = min(q.value.adjusted() + 1 + q.known_decimals for q in printed)
    point = Interval.point(exact)
    places = _places_of(point, least=-MOST_PLACES, digits=max(known, RATE_DIGITS))
    unit = f"{over.unit}/{under.unit}"
    quantity = _nearest(exact, places, "about", unit)
    return Derived(
        id=f"derived-rate-{conversion.id}",
        label=words.rate_label(unit, conversion.period),
        quantity=quantity,
        formula=words.rate_formula(words.name(dossier, ends[0]), over, under),
        inputs=(ends[0].id, ends[1].id, conversion.id),
        companies=conversion.company_ids,
        period=conversion.period,
        period_basis=conversion.period_basis,
        base_period="",
        inferred=(),
        rounded=_dropped(point, quantity),
        kind="rate",
    )


def _adds_up(unit: str) -> bool:
    """Tell whether parts in this unit make up a whole, as counts and money do."""
    return unit not in ("%", "pp", "Cel", "1", UNSETTLED) and not is_rate(unit)


def _is_count(dossier: Dossier, figure: Fact) -> bool:
    return bool(dossier.row("metrics", figure.metric_id)["quantity"] == "count")


def _comparable(one: Fact, other: Fact) -> bool:
    """Tell whether two figures are of one owner and one time."""
    owners = [(fact.company_ids, fact.organisation_id) for fact in (one, other)]
    if owners[0] != owners[1]:
        return False
    if one.period == other.period:
        return True
    spans = [fact.when for fact in (one, other)]
    days = [(span.first, span.last) for span in spans if span is not None]
    return len(days) == 2 and days[0] == days[1] != (None, None)


def _weaker(one: Fact, other: Fact) -> str:
    return weakest((one.period_basis, other.period_basis)) or one.period_basis


def _within(interval: Interval, limits: Interval) -> Interval:
    """Return the part of an interval inside limits; all of it where it contradicts them."""
    if interval.is_positive and limits.high is None:
        return interval
    met = interval.meet(limits)
    return interval if met is None else met


def _quotient(dividend: Interval, divisor: Interval) -> Interval | None:
    try:
        return dividend / divisor
    except ZeroDivisionError:
        return None


def _without_end(interval: Interval, *, low: int, high: int | None = None) -> Interval:
    """Return an interval without ends that say no more than everybody knows."""
    if interval.is_point:
        return interval
    first = None if interval.low == low else interval.low
    last = None if interval.high == high else interval.high
    return Interval(first, interval.low_closed, last, interval.high_closed)


def _places_of(interval: Interval, *, least: int = -MOST_PLACES, digits: int = RATE_DIGITS) -> int:
    """Return the decimal places that leave the end nearest to zero this many digits."""
    ends = [abs(end) for end in (interval.low, interval.high) if end]
    if not ends:
        return least
    end, places = min(ends), least
    while places < MOST_PLACES and end < Fraction(10) ** (digits - 1 - places):
        places += 1
    return places


def _nearest(exact: Fraction, places: int, bound: str, unit: str) -> Quantity:
    """Return the nearest number with these places, halves to even."""
    quantity = rounded(Interval.point(exact), places, unit)
    return Quantity(quantity.value, bound, unit, decimals=places)


def _rounded(interval: Interval, places: int, unit: str) -> Quantity | None:
    """Return an interval as a quantity, or None when it proves nothing."""
    if interval.low is None and interval.high is None:
        return None
    quantity = rounded(interval, places, unit)
    return None if quantity.bound in ("gt", "ge") and not quantity.value else quantity


def _dropped(exact: Interval, quantity: Quantity) -> bool:
    """Tell whether rounding moved an end that the quantity shows."""
    shown = [value for value in (quantity.value, quantity.high) if value is not None]
    return any(Fraction(value) not in (exact.low, exact.high) for value in shown)
