"""The table behind each picture: what it shows, with the reference numbers it shows it under."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jwviewer.language import tr
from jwviewer.queries import wording
from jwviewer.queries.grid import Grid
from jwviewer.session import State


def grid_of(
    state: State, pane: str, fact_ids: Sequence[str] | None, shown: Grid | None = None,
    drawn: Grid | None = None,
) -> Grid:  # fmt: skip
    """Return a pane's table; ``fact_ids`` are the facts in the picture, in order of their numbers.

    ``drawn`` is the table of exactly what the picture shows, if its drawing knows it, and
    ``shown`` that of the pane on screen, if it has choices of its own. Otherwise rows of facts
    that the picture has no room for are left out (None: all are kept). A last column gives the
    numbers of each row's facts.
    """
    grid = (
        drawn
        or shown
        or (_overview(state, fact_ids or ()) if pane == "dashboard" else GRIDS[pane](state))
    )
    numbers: dict[str, str] = {}
    for number, fact_id in enumerate(fact_ids or (), 1):
        numbers.setdefault(fact_id, str(number))
    # Rows may be made only when they are asked for, so that only those kept are.
    kept = [
        (
            (*grid.rows[place], "; ".join(numbers[one] for one in ids if one in numbers)),
            fact_id,
            ids,
        )
        for place, (fact_id, ids) in enumerate(zip(grid.fact_ids, grid.told, strict=True))
        if drawn or fact_ids is None or not fact_id or fact_id in numbers
    ]
    columns = (*grid.columns, tr("Reference"))
    return Grid(
        columns,
        tuple(row for row, _, _ in kept),
        tuple(fact_id for _, fact_id, _ in kept),
        tuple(ids for _, _, ids in kept),
    )


def _timeline(state: State) -> Grid:
    from jwviewer.queries.timeline_words import timeline_grid

    return timeline_grid(state.dossier, state.selection)


def _profiles(state: State) -> Grid:
    from jwviewer.queries.profile_grid import profile_grid
    from jwviewer.queries.profiles import profiles

    return profile_grid(profiles(state.dossier, state.selection))


def _metrics(state: State) -> Grid:
    from jwviewer.queries.metric_grid import metrics_grid
    from jwviewer.queries.metric_view import MetricsOptions
    from jwviewer.queries.metrics import metrics_view

    view = metrics_view(state.dossier, state.selection, MetricsOptions())
    return metrics_grid(state.dossier, state.selection, view)


def _evidence(state: State) -> Grid:
    from jwviewer.queries.evidence import evidence_grid, listed

    positions = listed(state.dossier, state.selection)
    return evidence_grid(state.dossier, positions, dict(state.articles))


GRIDS: dict[str, Callable[[State], Grid]] = {
    "timeline": _timeline, "profiles": _profiles, "metrics": _metrics, "evidence": _evidence,
}  # fmt: skip


def _overview(state: State, fact_ids: Sequence[str]) -> Grid:
    dossier = state.dossier
    columns = (tr("Fact"), tr("Kind"), tr("Companies"), tr("Value"), tr("Date"), tr("Voice"))
    rows = []
    ids = tuple(dict.fromkeys(fact_ids))
    for fact_id in ids:
        fact = dossier.fact(fact_id)
        companies = "; ".join(dossier.name(company) for company in fact.company_ids)
        when = wording.when_words(dossier, fact) or tr("not tied to a time")
        value = wording.value_words(dossier, fact) or tr("no value")
        rows.append((
            fact.label, wording.kind_name(fact.kind), companies or tr("none named"),
            value, when, wording.voice(dossier, fact),
        ))  # fmt: skip
    return Grid(columns, tuple(rows), ids)
