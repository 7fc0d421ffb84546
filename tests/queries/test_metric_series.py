"""Lines over time: made from columns, they say of every point what its fact says."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from jwviewer.dossier.dates import describe_date
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Fact
from jwviewer.dossier.files import open_dossier
from jwviewer.queries.metric_view import MetricsOptions, Panel
from jwviewer.queries.metric_words import MetricWords
from jwviewer.queries.metrics import metrics_view
from jwviewer.selection import Selection
from tests.benchmarks.make_dossier import make_dossier


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("industry")
    make_dossier(folder, 2500, 3)
    return open_dossier(folder)


@pytest.fixture(scope="module")
def panels(dossier: Dossier) -> list[Panel]:
    view = metrics_view(dossier, Selection(), MetricsOptions())
    found = [panel for panel in view.panels if panel.lines]
    assert len(found) > 5
    return found


def test_every_point_says_what_its_fact_says(dossier: Dossier, panels: list[Panel]) -> None:
    words = MetricWords(dossier)
    told = 0
    for line in (line for panel in panels for line in panel.lines):
        for point in line.points:
            fact = dossier.fact(point.fact_id)
            assert fact.when is not None
            assert fact.quantity is not None
            assert point.quantity == fact.quantity
            assert str(point.quantity.value) == str(fact.quantity.value), "zeros at the end, too"
            assert point.value == words.value(fact)
            assert point.label == describe_date(fact.when)
            assert (point.first, point.last) == (fact.when.first or 0, fact.when.last or 0)
            assert line.company_id == words.owner(fact)
            ids = [aside.fact_id for aside in point.asides if aside.fact_id]
            assert ids == [f.id for f in (*words.conversions(fact), *words.changes(fact))]
            told += len(ids)
    assert told, "some points have a change or a conversion beside them"


def test_lines_are_of_one_measure_in_order_of_time(dossier: Dossier, panels: list[Panel]) -> None:
    for line in (line for panel in panels for line in panel.lines):
        facts = [dossier.fact(point.fact_id) for point in line.points]
        assert len({(f.metric_id, f.subject_id, f.company_ids) for f in facts}) == 1
        assert [p.first for p in line.points] == sorted(p.first for p in line.points)


def test_just_what_other_sources_deny_is_contested(dossier: Dossier, panels: list[Panel]) -> None:
    found = 0
    for line in (line for panel in panels for line in panel.lines):
        said: defaultdict[str, list[Fact]] = defaultdict(list)
        for point in line.points:
            fact = dossier.fact(point.fact_id)
            said[fact.period].append(fact)
        for point in line.points:
            rivals = said[dossier.fact(point.fact_id).period]
            intervals = {fact.quantity.interval for fact in rivals if fact.quantity is not None}
            assert point.contested == (len(intervals) > 1)
            found += point.contested
    assert found
