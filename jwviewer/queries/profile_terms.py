"""What figures can be compared by, of all that stand in a row: unit, period and base period."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from jwviewer.dossier.dates import describe_date
from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.units import unit_label
from jwviewer.language import tr
from jwviewer.queries.figure_columns import figure_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jwviewer.dossier.dossier import Dossier

Array = np.ndarray[Any, np.dtype[Any]]
Thing = TypeVar("Thing")
MOST_TOLD = 32
"""So many different units or periods are told at most where they differ."""
FIRST = 2
"""So many other periods of a metric are told."""


class Terms:
    """Tells by arrays what ``profile_figures.compared`` tells of facts."""

    def __init__(self, dossier: Dossier) -> None:
        figures, bases = figure_columns(dossier), dossier.store["figures"]["base_period"].coded()
        self._dates, self._units = dossier.columns.dates, figures.units
        self._unit, self._when = figures.unit, figures.when
        self._base = bases.codes

    def differences(self, rows: Array, column: Array) -> dict[int, str]:
        """Return why columns cannot be compared, of those that share no terms with another.

        ``rows`` are rows of the table of figures in the order told, ``column`` where each stands.
        """
        reporting = each_once(column).tolist()
        if len(reporting) < 2:
            return {}
        count = reporting[-1] + 1
        terms = _numbers(_numbers(self._unit[rows], self._when[rows]), self._base[rows])
        pairs = each_once(terms * count + column)
        several = np.bincount(pairs // count) > 1
        shared = {*(pairs % count)[several[pairs // count]].tolist()}
        alone = [one for one in reporting if one not in shared]
        return dict.fromkeys(alone, self._difference(rows, column, reporting)) if alone else {}

    def elsewhere(self, rows: Array) -> str:
        """Return for which other periods a metric is reported; "" for no figures."""
        if not len(rows):
            return ""
        codes = [code for code in _as_told(self._when[rows]) if self._dates[code] is not None]
        if not codes:
            return tr("reported without a period")
        return tr("reported for {periods}", periods=_listed(codes, self._period, FIRST))

    def _difference(self, rows: Array, column: Array, reporting: list[int]) -> str:
        reports = [rows[column == one] for one in reporting]
        if _nothing_in_all(self._unit[own] for own in reports):
            units = (sorted(self._units[n] for n in _as_told(self._unit[own])) for own in reports)
            distinct = (unit for own in units for unit in own)
            return tr("units differ: {units}", units=_listed(distinct, unit_label, MOST_TOLD))
        if _nothing_in_all(self._when[own] for own in reports):
            codes = (code for own in reports for code in _as_told(self._when[own]))
            words = _listed(codes, self._period, MOST_TOLD)
            return tr("periods differ: {periods}", periods=words)
        if _nothing_in_all(self._base[own] for own in reports):
            return tr("base periods differ")
        return tr("never both for the same unit and period")

    def _period(self, code: int) -> str:
        span = self._dates[code]
        return tr("not given") if span is None else describe_date(span)


def _listed(things: Iterable[Thing], word: Callable[[Thing], str], most: int) -> str:
    """Return words for the first of some things, and how many there are besides."""
    distinct = list(dict.fromkeys(things))
    shown = ", ".join(dict.fromkeys(map(word, distinct[:most])))
    left = len(distinct) - most
    return tr("{some} and {count} more", some=shown, count=left) if left > 0 else shown


def _numbers(one: Array, other: Array) -> Array:
    """Return a number for each pair, the same for the same."""
    pairs = one.astype(np.int64) * (int(other.max(initial=0)) + 1) + other
    return np.unique(pairs, return_inverse=True)[1].reshape(-1)


def _nothing_in_all(parts: Iterable[Array]) -> bool:
    return not len(reduce(np.intersect1d, parts))


def _as_told(codes: Array) -> list[int]:
    """Return the distinct numbers among some in the order in which they come."""
    found, first = np.unique(codes, return_index=True)
    told: list[int] = found[np.argsort(first)].tolist()
    return told
