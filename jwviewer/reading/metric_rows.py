"""What a figure that was read measures: the row of its metric."""

from __future__ import annotations

from jwviewer.dossier.units import is_currency, units
from jwviewer.reading.proposal import Proposal

_TIMES = ("a", "mo", "d", "h", "wk", "min", "s")


def metric_row(figure: Proposal, unit: str, subject: str) -> dict[str, str]:
    """Return label, quantity, unit and kind of period; ``subject`` is the name of what counts."""
    return {
        "label": (figure.value("metric") or subject or _words(unit))[:120],
        "quantity": _quantity(unit, changes=bool(figure.value("direction"))),
        "unit": "" if is_currency(unit) else unit,
        "period_kind": figure.value("period_kind") or "unknown",
    }


def _quantity(unit: str, *, changes: bool) -> str:
    if is_currency(unit):
        return "money"
    if changes:
        return "change"
    if unit in ("%", "pp", "1"):
        return "ratio"
    if unit in _TIMES:
        return "duration"
    return "count" if _is_count(unit) else "measure"


def _is_count(unit: str) -> bool:
    if unit.startswith("{"):
        return True
    known = units().get(unit)
    # A noun has a plural of its own, the sign of a physical unit has none.
    return known is not None and known.one.isalpha() and known.one != known.many


def _words(unit: str) -> str:
    if is_currency(unit):
        return "Amount"
    known = units().get(unit)
    # "%" and "t" are signs; as the name of a measure they are spoken.
    words = known.spoken or known.many if known is not None else unit.strip("{}")
    return words[:1].upper() + words[1:]
