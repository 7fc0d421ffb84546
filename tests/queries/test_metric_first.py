from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jwviewer.dossier.cache import Cache, FolderShelf
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.dossier.kept import Store
from jwviewer.places import seed
from jwviewer.queries import metrics, timeline_rows
from jwviewer.queries.figure_columns import FigureColumns
from jwviewer.queries.metric_view import MetricsOptions, MetricsView
from jwviewer.queries.metrics import metrics_view
from jwviewer.queries.timeline import Shown, shown
from jwviewer.queries.timeline_tables import tables_of
from jwviewer.selection import Selection


@pytest.fixture(params=["jac-weichai", "tutorial"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Dossier, Dossier]:
    """Return a dossier as it was opened first, and as it comes from the cache."""
    cache = Cache(tmp_path / "cache", least=1)
    save_dossier(open_dossier(seed(request.param)), tmp_path / "d")
    first = open_dossier(tmp_path / "d", cache=cache)
    metrics.prepare(first)
    timeline_rows.prepare(first)
    assert isinstance(first.store, Store)
    assert isinstance(first.store.kept.shelf, FolderShelf)
    first.store.kept.shelf.finish()
    return first, open_dossier(tmp_path / "d", cache=cache)


@pytest.mark.parametrize("options", [MetricsOptions(), MetricsOptions(logarithmic=True)])
def test_the_first_view_is_the_same_from_the_cache(
    both: tuple[Dossier, Dossier], options: MetricsOptions
) -> None:
    first, again = (metrics_view(one, Selection(), options) for one in both)
    fresh = MetricsOptions(logarithmic=options.logarithmic)
    assert counts(first) == counts(again)
    assert list(first.panels) == list(again.panels)
    assert [s.title for s in first.sections] == [s.title for s in again.sections]
    assert np.array_equal(first.table_rows, again.table_rows)
    assert again.options == fresh


def counts(view: MetricsView) -> tuple[int, ...]:
    return (
        view.total, view.drawn, view.listed, view.outside, view.filtered, view.more, view.shared
    )  # fmt: skip


def test_what_is_known_of_figures_is_the_same_from_the_cache(
    both: tuple[Dossier, Dossier],
) -> None:
    first, again = map(FigureColumns, both)
    for name in ("measure", "values", "exact", "part_of", "change_of", "placed", "closed"):
        assert np.array_equal(getattr(first, name), getattr(again, name), equal_nan=True), name


def test_the_first_look_at_a_timeline_is_the_same_from_the_cache(
    both: tuple[Dossier, Dossier],
) -> None:
    first, again = (shown(one, Selection()) for one in both)
    plain = Shown(again.timeline, again.visible, again.undated, again.lanes, again.hidden)
    for one in (first, plain):
        assert again.extent() == one.extent()
        assert again.dated_facts == one.dated_facts
        assert again.lane_counts.tolist() == one.lane_counts.tolist()
        assert again.fullest == one.fullest
    timeline_rows.prepare(both[1])
    ours, theirs = tables_of(again), tables_of(plain)
    days = [*again.timeline.days.tolist()[::7], 0.0]
    for lane in again.lanes:
        for day in days:
            rows = [[(lane, lane + 1)]]
            assert ours.counts(rows, day, day + 400) == theirs.counts(rows, day, day + 400)
    assert [ours.beyond(day, day + 90) for day in days] == [
        theirs.beyond(day, day + 90) for day in days
    ]
