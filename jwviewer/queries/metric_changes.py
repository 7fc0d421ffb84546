"""Which changes get a panel of their own: those of bars, where the base is given or derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.queries.figure_columns import NO_ROW, Array
from jwviewer.queries.metric_plan import PanelPlan, in_series

if TYPE_CHECKING:
    from jwviewer.queries.figure_columns import FigureColumns
    from jwviewer.queries.metric_panels import PanelMaker


def plan_changes(
    figures: FigureColumns, plans: list[PanelPlan], maker: PanelMaker
) -> list[PanelPlan]:
    """Return the plans with a panel for every change that can be drawn, behind its bars."""
    on_lines = in_series(figures, plans)
    found: list[PanelPlan] = []
    for plan in plans:
        found.append(plan)
        if plan.form == "bars":
            found.extend(_of_bars(figures, plan, plan.rows[~on_lines[plan.rows]], maker))
    return found


def _of_bars(
    figures: FigureColumns, plan: PanelPlan, rows: Array, maker: PanelMaker
) -> list[PanelPlan]:
    changed = rows[figures.changes.any_of(rows)]
    if not len(changed):
        return []
    at = {
        (int(figures.measure[row]), int(figures.when[row])): int(row)
        for row in reversed(rows[np.isin(figures.measure[rows], figures.measure[changed])].tolist())
    }
    facts, start = figures.dossier.facts, figures.here.start
    found: list[PanelPlan] = []
    for row in changed.tolist():
        for number in figures.changes.of(row):
            change = facts[start + number]
            base = at.get((int(figures.measure[row]), figures.when_of(change.base_period)))
            of = facts[start + base] if base is not None and change.base_period else None
            # Where the base is not among the bars, only its derived value can tell it.
            if maker.can_draw(facts[start + row], change, of):
                order = (*plan.order[:3], len(found) + 1)
                base_row = NO_ROW if of is None else figures.row(of.id)
                found.append(
                    PanelPlan("change", np.array([row]), order, change=number, base=base_row)
                )
    return found
