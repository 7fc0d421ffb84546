from __future__ import annotations

import pytest

from jwviewer.queries.metric_grid import metrics_grid
from jwviewer.queries.metric_view import MetricsOptions, Point
from jwviewer.queries.metrics import metrics_view
from jwviewer.selection import Selection
from tests.metric_sample import dossier, figure


def test_a_part_of_a_part_is_a_share_of_that_part_and_not_of_all() -> None:
    of = dossier(
        [
            figure("whole", "aurora", "sold", 100, "vehicle"),
            figure(
                "vans",
                "aurora",
                "sold",
                50,
                "vehicle",
                "2020",
                "gt",
                subject_id="van",
                part_of_id="whole",
                part_basis="stated",
            ),
            figure(
                "buses",
                "aurora",
                "sold",
                20,
                "vehicle",
                subject_id="bus",
                part_of_id="vans",
                part_basis="stated",
            ),
        ]
    )
    whole, vans, buses = metrics_view(of, Selection(), MetricsOptions()).panels[0].bars
    assert "of all" in vans.asides[0].text
    assert buses.asides[0].text == "< 40.0 % of Delivery van (derived)"
    assert (whole.whole_id, buses.whole_id) == ("", "vans")


def test_every_conversion_that_a_source_gives_is_told() -> None:
    of = dossier(
        [
            figure("yuan", "aurora", "revenue", 230, "CNY"),
            figure("dollar", "aurora", "revenue", 33, "USD"),
            figure("euro", "aurora", "revenue", 29, "EUR"),
        ],
        conversions=[
            {"conversion_id": "one", "from_id": "yuan", "to_id": "dollar"},
            {"conversion_id": "two", "from_id": "yuan", "to_id": "euro"},
        ],
    )
    view = metrics_view(of, Selection(), MetricsOptions())
    (bar,) = view.panels[0].bars
    told = " ".join(aside.text for aside in bar.asides)
    assert "US$ 33 as the source converts it" in told
    assert "€ 29 as the source converts it" in told
    row = metrics_grid(of, Selection(), view).rows[0]
    assert "US$ 33; € 29" in row


def _sold_twice(again: int, bound: str = "eq") -> tuple[Point, ...]:
    figures = [
        figure(f"sold-{year}", "aurora", "sold", year, "vehicle", str(year))
        for year in (2017, 2018, 2019, 2020)
    ]
    figures.append(figure("again", "aurora", "sold", again, "vehicle", "2018", bound))
    of = dossier(
        figures,
        evidence=[
            {"evidence_id": "e", "source_id": "gazette", "fact_id": "again", "supports": "value",
             "start": 0, "end": 4},
        ],
    )  # fmt: skip
    (panel,) = metrics_view(of, Selection(), MetricsOptions()).panels
    return panel.lines[0].points


def test_two_sources_that_say_the_same_do_not_contradict_each_other() -> None:
    assert not any(point.contested or point.asides for point in _sold_twice(2018))


@pytest.mark.parametrize(("again", "bound"), [(2100, "eq"), (2018, "gt")])
def test_two_sources_that_differ_are_both_told_with_their_names(again: int, bound: str) -> None:
    points = _sold_twice(again, bound)
    assert sum(point.contested for point in points) == 2
    remarks = [aside.text for point in points for aside in point.asides]
    assert remarks == ["according to: Borealis gazette"]
