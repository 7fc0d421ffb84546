"""Which figures of one thing another one contradicts: told by arrays, without making facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.queries.figure_columns import figure_columns
from jwviewer.queries.metric_words import MetricWords

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Array = np.ndarray[Any, np.dtype[Any]]
MOST_RIVALS = 512
"""Among so many figures of one thing and period contradictions are looked for."""


class Rivals:
    """Tells of one dossier what ``profile_figures.contradicted`` tells of facts."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier, self._words = dossier, MetricWords(dossier)

    def contested(self, told: Array, others: Array) -> Array:
        """Tell which figures ``others`` contradict, among which they are (all by position).

        All are of one metric and subject; only figures of one company, one time and one unit can
        contradict each other.
        """
        facts, figures = self._dossier.columns, figure_columns(self._dossier)
        rows = others - figures.here.start
        owners = facts.companies[others].astype(np.int64) * len(figures.units) + figures.unit[rows]
        keys = owners * len(facts.dates) + facts.when[others]
        distinct, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
        which = which.reshape(-1)
        asked = np.bincount(which[np.isin(others, told)], minlength=len(distinct)) > 0
        chosen = ((counts > 1) & asked)[which]
        found = np.zeros(len(distinct), np.bool_)
        self._differ(rows[chosen][:MOST_RIVALS], which[chosen][:MOST_RIVALS], found)
        return np.isin(told, others[found[which]])

    def _differ(self, rows: Array, which: Array, found: Array) -> None:
        """Set which groups hold figures that differ: not all say the same number and change."""
        figures = figure_columns(self._dossier)
        exact, values = figures.exact[rows], figures.values[rows]
        least, most = np.full(len(found), np.inf), np.full(len(found), -np.inf)
        np.minimum.at(least, which[exact], values[exact])
        np.maximum.at(most, which[exact], values[exact])
        found |= most > least
        # What these numbers do not settle is a matter of bounds, or of the last digits.
        left = ~found[which]
        numbers, groups = rows[left].tolist(), which[left].tolist()
        table = figures.table
        changes = [(table["direction"].cell(n), table["base_period"].cell(n)) for n in numbers]
        said: dict[int, set[object]] = {}
        for group, quantity, change in zip(
            groups, self._words.quantities(numbers), changes, strict=True
        ):
            said.setdefault(group, set()).add((quantity.interval, change))
        for group, says in said.items():
            found[group] = len(says) > 1
