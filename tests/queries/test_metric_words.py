from __future__ import annotations

from jwviewer.queries.metric_view import MetricsOptions
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
