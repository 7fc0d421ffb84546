"""What a record holds, and whether two records hold the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.reading.matching import Row, Span, shared, spans


def is_named(row: Row) -> bool:
    """Tell whether a record is a company, a person, a place or a named programme."""
    kinds = ("company", "person", "place", "programme")
    return row["kind"] in kinds and not row.get("event_type")


def is_figure(row: Row) -> bool:
    """Tell whether a record is a number."""
    return row["kind"] == "figure" and bool(row.get("value"))


def is_money(row: Row) -> bool:
    """Tell whether a record is an amount of money."""
    return is_figure(row) and bool(row.get("currency"))


def is_counted(row: Row) -> bool:
    """Tell whether a record is a number other than money."""
    return is_figure(row) and not row.get("currency")


def value_places(row: Row) -> list[Span]:
    """Return the passages of a value; of a record without one its whole passage."""
    return spans(row, "value") or whole_places(row)


def whole_places(row: Row) -> list[Span]:
    """Return the whole passage of a record; without one all its passages."""
    return spans(row, "whole") or spans(row)


def overlap(gold: Row, predicted: Row) -> int:
    """Return how many characters of the value two figures share."""
    return max(0, shared(value_places(gold), value_places(predicted)))


def same_value(gold: Row, predicted: Row) -> bool:
    """Tell whether the value, or both ends of a range, are the same."""
    ends = [[row.get("value"), row.get("value_high")] for row in (gold, predicted)]
    mine, other = ([Decimal(v) if v else None for v in end] for end in ends)
    return bool(mine == other)


def same_unit(gold: Row, predicted: Row) -> bool:
    """Tell whether the units are the same, or the predicted one is right as well."""
    right = [gold.get("unit"), *(gold.get("also") or [])]
    return unit_head(predicted.get("unit")) in [unit_head(unit) for unit in right]


def unit_head(unit: Any) -> str:
    """Return the unit; of one that is written as words the last, which is its noun."""
    words = str(unit or "").strip("{}").split()
    return words[-1] if words else ""


def same_bound(gold: Row, predicted: Row) -> bool:
    """Tell whether the bounds are the same."""
    return str(gold.get("bound")) == str(predicted.get("bound"))


def same_direction(gold: Row, predicted: Row) -> bool:
    """Tell whether both rise, both fall, or neither says."""
    return str(gold.get("direction") or "") == str(predicted.get("direction") or "")


def same_period(gold: Row, predicted: Row) -> bool:
    """Tell whether the periods are the same; one that gold infers may be left out."""
    mine, other = gold.get("period") or "", predicted.get("period") or ""
    return bool(mine == other or (gold.get("period_basis") == "inferred" and not other))


def digits(value: Decimal) -> tuple[int, ...]:
    """Return the digits of a value without zeros at its end."""
    return value.normalize().as_tuple().digits
