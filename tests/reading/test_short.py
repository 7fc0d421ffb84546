"""Short items: their gold facts hold, and what jwviewer reads of them stays at its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.make_gold import ARTICLES
from tests.reading.measures import Comparison
from tests.reading.short import FILES, compare, items, totals

WRITTEN = sorted((ARTICLES / "short").glob("*.toml"))
FLOORS = {
    "english": {"date": 0.88, "company": 0.97, "role": 0.90, "event": 0.89, "claim": 0.86},
    "later": {"date": 0.88, "company": 0.92, "role": 0.85, "event": 0.77, "claim": 0.72},
    "third": {"date": 0.91, "company": 0.95, "role": 0.86, "event": 0.70, "claim": 0.75},
    "fourth": {"date": 0.82, "company": 0.91, "role": 0.89, "event": 0.69, "claim": 0.72},
    "fifth": {"date": 0.95, "company": 0.97, "role": 0.93, "event": 0.88, "claim": 0.82},
    "vault": {"date": 0.89, "company": 0.93, "role": 0.85, "event": 0.87, "claim": 0.75},
}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_gold_facts_score_full_marks(path: Path) -> None:
    for text, gold in items(path):
        measures = Comparison(gold, gold, text).measures()
        assert {name: one.errors for name, one in measures.items() if one.f1 < 1} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_constructions_are_read_and_no_date_is_invented(path: Path) -> None:
    compared = compare(path)
    reached = {name: tally.f1 for name, tally in totals(compared).items()}
    floors = FLOORS[path.stem]
    assert {name: reached[name] for name in floors if reached[name] < floors[name]} == {}
    assert [day for one in compared for day in one.invented_dates()] == []
