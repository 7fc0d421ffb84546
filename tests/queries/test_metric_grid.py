from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.metric_grid import metrics_grid, metrics_summary
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.queries.metrics import metrics_view
from jwviewer.selection import Selection
from tests.metric_sample import everything


@pytest.fixture(scope="module")
def jac() -> Dossier:
    return open_dossier(seed("jac-weichai"))


def test_every_value_in_the_table_carries_its_bound(jac: Dossier) -> None:
    grid = metrics_grid(jac, Selection(), metrics_view(jac, Selection(), MetricsOptions()))
    by_id = dict(zip(grid.fact_ids, grid.rows, strict=False))
    assert by_id["sold-k7-change"][3:5] == ("up just under 90 %", "approximate, from below")
    assert "2017 (inferred)" in by_id["sold-k7-change"][6]
    assert by_id["income-2018-usd"][4] == "as printed; inferred: lower bound"
    assert by_id["units-supplied-total"][6] == "period not given"
    derived = [row for row in grid.rows if "(derived" in row[9]]
    assert {row[3] for row in derived} >= {"< 77.0 %", "> 1,052 vehicles", "14.2 %"}


def test_a_derived_row_has_its_own_id_period_and_remarks(jac: Dossier) -> None:
    grid = metrics_grid(jac, Selection(), metrics_view(jac, Selection(), MetricsOptions()))
    by_id = {ids[0]: row for ids, row in zip(grid.told, grid.rows, strict=True)}
    before = by_id["derived-base-value-sold-k7-change"]
    assert before[6] == "2017 (inferred), the base period of the change"
    assert "the base period is inferred" in before[9]
    share = next(row for one, row in by_id.items() if one.startswith("derived-share"))
    assert share[6].startswith("2018")
    assert not [one for one in by_id if one not in jac.fact_ids and not one.startswith("derived-")]


def test_the_summary_says_what_is_drawn_and_compared(jac: Dossier) -> None:
    words = metrics_summary(jac, metrics_view(jac, Selection(), MetricsOptions()))
    assert "8 of 9 figures drawn" in words
    assert "no metric is reported for more than one company" in words
    other = everything()
    shown = metrics_view(other, Selection(), MetricsOptions())
    assert "Employees" in metrics_summary(other, shown)
