"""The counts that the timeline is painted from, as relational queries that an engine runs.

What grows with the facts is one grouping; a frame needs only its result, of the size of lanes and
pixels. The same expressions run wherever Ibis runs; here that is DuckDB.
"""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from jwviewer.dossier.dates import parse_date
from jwviewer.dossier.dossier import Dossier
from jwviewer.queries.timeline import Shape, shown
from jwviewer.queries.timeline_tables import Tables
from jwviewer.selection import Selection
from tests import timeline_sample as sample
from tests.dossier.arrow_forms import duckdb, pyarrow

PIXELS = 60
# Ibis calls DuckDB by a name that has a newer one.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


@lru_cache(maxsize=1)
def ibis() -> Any:
    duckdb()
    return pytest.importorskip("ibis", reason="not installed: pip install 'ibis-framework[duckdb]'")


@lru_cache(maxsize=1)
def crowd() -> Dossier:
    return sample.crowd(3, 6, 900, 600)


def with_tables(**tables: Any) -> Any:
    """Return an engine that has some tables of Arrow as its own."""
    engine = duckdb().connect()
    for name, held in tables.items():
        engine.register("held", held)
        engine.execute(f"CREATE TABLE {name} AS SELECT * FROM held")
        engine.unregister("held")
    return ibis().duckdb.from_connection(engine)


def answer(engine: Any, query: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query, which go to the engine in its own language."""
    rows: list[tuple[Any, ...]] = engine.con.execute(engine.compile(query)).fetchall()
    return rows


def touching(items: Any, lo: float, days: float) -> tuple[Any, Any]:
    """Return how many items of each lane begin in each pixel, and in which they have ended.

    ``items`` has a lane, a start and an end (exclusive) for every row; a pixel shows ``days``.
    Items from before the view are in pixel -1; those that go beyond it count in none.
    """
    begun = ((items.start - lo) / days).clip(lower=-1, upper=PIXELS).floor().cast("int32")
    over = ((items.end - lo) / days).clip(lower=0, upper=PIXELS).ceil().cast("int32")
    return tuple(
        items.group_by(["lane", pixel.name("pixel")]).aggregate(items=items.count())
        for pixel in (begun, over)
    )


def added_up(engine: Any, queries: tuple[Any, Any], lanes: int) -> np.ndarray:
    """Return how many items touch each pixel of each lane, from what the engine answers."""
    begun, over = np.zeros((2, lanes, PIXELS + 2), np.int64)
    for counts, query, shift in ((begun, queries[0], 1), (over, queries[1], 0)):
        for lane, pixel, items in answer(engine, query):
            counts[lane, pixel + shift] = items
    return np.cumsum(begun, axis=1)[:, 1 : PIXELS + 1] - np.cumsum(over, axis=1)[:, :PIXELS]


@pytest.mark.parametrize("which", [Selection(), Selection(kinds=frozenset(("figure",)))])
def test_an_engine_counts_what_the_timeline_paints(which: Selection) -> None:
    view = shown(crowd(), which)
    line = view.timeline
    dated = np.flatnonzero(view.visible & (line.shape != Shape.ORDER))
    items = pyarrow().table(
        {"lane": line.lane[dated], "start": line.start[dated], "end": line.end[dated]}
    )
    engine = with_tables(items=items)
    stored = engine.table("items")
    chance = random.Random(1)
    tables, lanes = Tables(view), len(line.lanes)
    for _ in range(12):
        days = float(2 ** chance.randrange(-2, 8))
        lo = float(chance.randrange(725_000, 745_000))
        edges = np.linspace(lo, lo + days * PIXELS, PIXELS + 1, dtype=np.float64)
        painted = tables.columns([(lane, lane + 1) for lane in range(lanes)], edges)
        found = added_up(engine, touching(stored, lo, days), lanes)
        assert (found == painted).all()
        assert len(answer(engine, touching(stored, lo, days)[0])) <= lanes * (PIXELS + 2)


def test_an_engine_groups_the_tables_as_they_are_stored() -> None:
    """Dates are understood here, once each; the engine joins them to all rows that have them."""
    dossier = crowd()
    figures, arrow = dossier.store["figures"], pyarrow()
    texts = sorted(set(figures["period"].texts()) - {""})
    spans = [(text, parse_date(text)) for text in texts]
    known = [(text, span) for text, span in spans if span.first is not None]
    engine = with_tables(
        figures=arrow.table(
            {name: figures[name].texts() for name in ("figure_id", "entity_id", "period")}
        ),
        dates=arrow.table(
            {"period": [text for text, _ in known], "first": [span.first for _, span in known]}
        ),
    )
    stored, dates = engine.table("figures"), engine.table("dates")
    years = (stored.join(dates, "period").group_by("entity_id", "first")
             .aggregate(figures=stored.figure_id.count()))  # fmt: skip
    found = {(entity, first): count for entity, first, count in answer(engine, years)}
    facts, here = dossier.columns, dossier.columns.slice_of("figures")
    expected: dict[tuple[str, int], int] = {}
    for companies, first in zip(facts.companies[here], facts.first[here], strict=True):
        if first > 0:
            key = (facts.company_sets[companies][0], int(first))
            expected[key] = expected.get(key, 0) + 1
    assert found == expected
    assert len(found) > 20
