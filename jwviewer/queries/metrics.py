"""What the metrics pane shows for a dossier and a selection."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from jwviewer.dossier.fact_columns import NO_DAY
from jwviewer.language import tr
from jwviewer.queries.figure_columns import NO_ROW, Array, figure_columns, split_by
from jwviewer.queries.highlight import visible_facts
from jwviewer.queries.metric_bars import first_bars
from jwviewer.queries.metric_changes import plan_changes
from jwviewer.queries.metric_first import Planned, planned
from jwviewer.queries.metric_panels import PanelMaker
from jwviewer.queries.metric_plan import PanelPlan, in_series, plan_levels, sort_out
from jwviewer.queries.metric_view import (
    MetricsOptions,
    MetricsView,
    Panel,
    Panels,
    Section,
)
from jwviewer.queries.metric_words import MetricWords
from jwviewer.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.queries.figure_columns import FigureColumns

FIRST = 12
"""So many panels come into sight first, on a large screen."""
MOST_KEPT = 256
"""Panels that stay made."""
MOST_MENTIONS = 40
"""Figures in one list of those that are not drawn."""


def metrics_view(dossier: Dossier, selection: Selection, options: MetricsOptions) -> MetricsView:
    """Return the panels that show a dossier's figures as the selection and options ask."""
    plain = selection.with_focus(None)
    if options.scope != "period":
        plain = plain.with_period(None)
    view = _view(dossier, plain, options)
    focus = selection.focus
    if focus and view.more and _lacks_room(figure_columns(dossier), view, focus):
        return _with_room_for(dossier, plain, options, focus)
    return view


def prepare(dossier: Dossier) -> None:
    """Make what the first view of a dossier needs, so that a worker thread can do it before."""
    view = metrics_view(dossier, Selection(), MetricsOptions())
    _places(dossier, view)
    if view.more:
        _hidden(figure_columns(dossier), view)
    if view.large:
        _ = list(view.panels[:FIRST])


def place_of(dossier: Dossier, view: MetricsView, fact_id: str) -> int:
    """Return the number of the first panel that tells a fact, -1 where none does."""
    row = figure_columns(dossier).row(fact_id)
    return -1 if row == NO_ROW else int(_places(dossier, view.like or view)[row])


def series_of(dossier: Dossier, view: MetricsView, key: str) -> Panel | None:
    """Return the panel of lines with a key, or None."""
    form, _, fact_id = key.partition(":")
    row = figure_columns(dossier).row(fact_id) if form == "series" else NO_ROW
    plans = view.panels.plans
    found = (n for n, plan in enumerate(plans) if plan.form == form and plan.rows[0] == row)
    number = next(found, -1)
    return view.panels[number] if number >= 0 else None


def holds(dossier: Dossier, panel: Panel, fact_id: str) -> bool:
    """Tell whether a panel tells a fact."""
    row = figure_columns(dossier).row(fact_id)
    return fact_id in panel.fact_ids or any(row in trace.rows for trace in panel.traces)


def trimmed(view: MetricsView, most: int) -> MetricsView:
    """Return a view of the most telling panels: those of the most figures, in their order."""
    sizes = [
        0 if plan.form == "mentions" else len(plan.rows) - plan.left_out
        for plan in view.panels.plans
    ]
    kept = set(sorted(range(len(sizes)), key=lambda number: (-sizes[number], number))[:most])
    sections, first = [], 0
    for section in view.sections:
        own = section.panels.plans
        chosen = [plan for number, plan in enumerate(own, first) if number in kept]
        first += len(own)
        if chosen:
            sections.append(replace(section, panels=Panels(section.panels.make, chosen)))
    plans = [plan for section in sections for plan in section.panels.plans]
    left = view.panels.plans
    more = sum(len(plan.rows) - plan.left_out for plan in left if plan.form != "mentions")
    more -= sum(len(plan.rows) - plan.left_out for plan in plans if plan.form != "mentions")
    panels = Panels(view.panels.make, plans)
    return replace(view, sections=tuple(sections), panels=panels, more=view.more + more)


@lru_cache(maxsize=4)
def _places(dossier: Dossier, view: MetricsView) -> Array:
    figures = figure_columns(dossier)
    found = np.full(figures.count, -1, np.int32)
    plans = view.panels.plans
    for number in range(len(plans) - 1, -1, -1):
        found[plans[number].rows] = number
        if plans[number].change != NO_ROW:
            found[plans[number].change] = number
    sources, targets = figures.conversions
    both = (sources >= 0) & (targets >= 0)
    for rows, beside in ((targets[both], sources[both]), _changed(figures)):
        silent = found[rows] < 0
        found[rows[silent]] = found[beside[silent]]
    return found


def _changed(figures: FigureColumns) -> tuple[Array, Array]:
    rows = np.flatnonzero(figures.change_of != NO_ROW)
    return rows, figures.change_of[rows]


class _Shelf:
    """Makes panels once, and keeps those made last."""

    def __init__(self, maker: PanelMaker) -> None:
        self._maker = maker
        self._made: OrderedDict[int, tuple[PanelPlan, Panel]] = OrderedDict()

    def panel(self, plan: PanelPlan) -> Panel:
        """Return the panel of a plan."""
        found = self._made.get(id(plan))
        if found is None:
            # The plan is kept as well, or another one may get its id.
            found = self._made[id(plan)] = plan, self._maker.make(plan)
            if len(self._made) > MOST_KEPT:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(id(plan))
        return found[1]


@lru_cache(maxsize=4)
def _view(dossier: Dossier, selection: Selection, options: MetricsOptions) -> MetricsView:
    figures = figure_columns(dossier)
    plain = replace(options, logarithmic=False)
    if selection == Selection() and plain == MetricsOptions():
        found = planned(dossier.kept, lambda: _plan(dossier, selection, plain))
    else:
        found = _plan(dossier, selection, options)
    shelf = _Shelf(PanelMaker(figures, MetricWords(dossier), options, None))
    more = sum(plan.left_out for plan in found.plans)
    sections = _sections(figures, found.plans, found.owners, found.listed, shelf)
    shown = len(found.table_rows)
    return MetricsView(
        sections,
        _joined(sections, shelf.panel),
        total=found.total,
        drawn=shown - len(found.listed) - more,
        listed=len(found.listed),
        outside=found.passing - shown,
        filtered=found.total - found.passing,
        more=more,
        shared=found.shared,
        options=options,
        table_rows=found.table_rows,
        message="" if sections else _nothing(found, options),
    )


def _plan(dossier: Dossier, selection: Selection, options: MetricsOptions) -> Planned:
    figures = figure_columns(dossier)
    passing = figures.filled & visible_facts(dossier, selection)[figures.here]
    shown = passing
    if options.scope == "period" and selection.period is not None:
        shown = passing & _inside(figures, selection)
    found = sort_out(figures, shown)
    plans = plan_levels(figures, found.levels, by_company=options.arrangement == "company")
    if options.draw_changes:
        maker = PanelMaker(figures, MetricWords(dossier), options, None)
        plans = plan_changes(figures, plans, maker)
    undated, changes = found.undated, found.changes
    owners = [plan.owners(figures) for plan in plans]
    shared = sum(len(one) > 1 for one in owners)
    if options.scope == "shared":
        plans = [plan for plan, one in zip(plans, owners, strict=True) if len(one) > 1]
        owners = [one for one in owners if len(one) > 1]
        shown = shown & _told(figures, plans, options)
        undated = changes = np.zeros(figures.count, np.bool_)
    loose = changes & ~_told(figures, plans, options)
    return Planned(
        plans,
        owners,
        np.concatenate([np.flatnonzero(undated), np.flatnonzero(loose)]),
        np.flatnonzero(shown),
        int(np.count_nonzero(figures.filled)),
        int(np.count_nonzero(passing)),
        shared,
    )


@lru_cache(maxsize=4)
def _with_room_for(
    dossier: Dossier, selection: Selection, options: MetricsOptions, focus: str
) -> MetricsView:
    """Return the same view with one figure among those that find room."""
    view, figures = _view(dossier, selection, options), figure_columns(dossier)
    shelf = _Shelf(PanelMaker(figures, MetricWords(dossier), options, focus))
    row = figures.row(focus)

    def panel(plan: PanelPlan) -> Panel:
        return shelf.panel(plan) if row in plan.rows else view.panels.make(plan)

    sections = tuple(
        replace(section, panels=Panels(panel, section.panels.plans)) for section in view.sections
    )
    return replace(view, sections=sections, panels=_joined(sections, panel), like=view)


def _lacks_room(figures: FigureColumns, view: MetricsView, focus: str) -> bool:
    """Tell whether a figure belongs to bars that are too many to be all shown."""
    row = figures.row(focus)
    return row != NO_ROW and bool(_hidden(figures, view)[row])


@lru_cache(maxsize=4)
def _hidden(figures: FigureColumns, view: MetricsView) -> Array:
    """Tell which figures belong to bars but have no room, and to no line."""
    plans = view.panels.plans
    hidden = np.zeros(figures.count, np.bool_)
    for plan in plans:
        if plan.left_out:
            hidden[plan.rows] = True
            hidden[first_bars(figures, plan.rows, NO_ROW)] = False
    hidden &= ~in_series(figures, plans)
    return hidden


def _inside(figures: FigureColumns, selection: Selection) -> Array:
    period = selection.period
    assert period is not None
    first, last = figures.first, figures.last
    dated = (first != NO_DAY) | (last != NO_DAY)
    starts = (first == NO_DAY) | (first <= period.last)
    return np.asarray(dated & starts & ((last == NO_DAY) | (last >= period.first)))


def _told(figures: FigureColumns, plans: list[PanelPlan], options: MetricsOptions) -> Array:
    """Tell which figures the panels tell of: as marks, or beside one."""
    told = np.zeros(figures.count, np.bool_)
    beside = in_series(figures, plans)
    for plan in plans:
        if plan.form == "bars":
            rows = first_bars(figures, plan.rows, NO_ROW) if plan.left_out else plan.rows
            told[rows] = True
        elif plan.form == "change":
            told[[row for row in (*plan.rows, plan.change, plan.base) if row != NO_ROW]] = True
    if not options.draw_changes:
        beside |= told
    told |= in_series(figures, plans)
    sources, targets = figures.conversions
    told[targets[(targets >= 0) & (sources >= 0) & told[sources]]] = True
    told |= (figures.change_of != NO_ROW) & beside[figures.change_of]
    return told


def _sections(
    figures: FigureColumns,
    plans: list[PanelPlan],
    owners: list[list[int]],
    listed: Array,
    shelf: _Shelf,
) -> tuple[Section, ...]:
    """Group panels by company, those of several first; mentions close their company's section."""
    groups: defaultdict[str, list[PanelPlan]] = defaultdict(list)
    for plan, of in zip(plans, owners, strict=True):
        groups[figures.owners[of[0]] if len(of) == 1 else ""].append(plan)
    mentions = {
        figures.owners[int(figures.owner[rows[0]])]: _lists(rows)
        for rows in split_by(figures.owner[listed], listed)
    }
    dossier = figures.dossier
    sections = []
    for owner in dict.fromkeys(("", *dossier.companies, *groups, *mentions)):
        chosen = [*groups.get(owner, ()), *mentions.get(owner, ())]
        if chosen:
            title = dossier.name(owner) if owner else tr("Reported by several companies")
            sections.append(Section(title, owner, Panels(shelf.panel, chosen)))
    return tuple(sections)


def _lists(rows: Array) -> list[PanelPlan]:
    parts = -(-len(rows) // MOST_MENTIONS)
    return [
        PanelPlan(
            "mentions",
            rows[n * MOST_MENTIONS : (n + 1) * MOST_MENTIONS],
            (0, 2, n, 0),
            n + 1,
            parts,
        )
        for n in range(parts)
    ]


def _joined(sections: tuple[Section, ...], make: Callable[[PanelPlan], Panel]) -> Panels:
    plans = [plan for section in sections for plan in section.panels.plans]
    return Panels(make, plans)


def _nothing(found: Planned, options: MetricsOptions) -> str:
    if not found.total:
        return tr("This dossier holds no figures.")
    if not found.passing:
        return tr("The filters hide all {count} figures.", count=found.total)
    if options.scope == "shared":
        return tr(
            "No metric is reported for more than one company, "
            "so nothing here compares them directly."
        )
    return tr("No figure lies in the period chosen.")
