"""Fictional figures of every kind the metrics must show: bounds, series, gaps, conflicts, money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jwviewer.dossier.dossier import Dossier

Rows = dict[str, list[dict[str, object]]]

METRICS = (
    ("sold", "Vehicles sold", "count", "vehicle", "flow"),
    ("sold-change", "Change in vehicles sold", "change", "%", "flow"),
    ("revenue", "Revenue", "money", "", "flow"),
    ("profit", "Profit", "money", "", "flow"),
    ("staff", "Employees", "count", "employee", "stock"),
    ("share", "Share of the market", "ratio", "%", "flow"),
    ("price", "Share price", "money", "", "stock"),
    ("plants", "Plants", "count", "plant", "stock"),
)


def dossier(figures: Iterable[Mapping[str, object]], **more: list[dict[str, object]]) -> Dossier:
    """Return a fictional dossier of three companies with these figures."""
    rows: Rows = {
        "sources": [source("almanac", "Aurora almanac"), source("gazette", "Borealis gazette")],
        "entities": [
            entity("aurora", "Aurora Motors", "Aurora"),
            entity("borealis", "Borealis Industry", "Borealis"),
            entity("north", "北方机械股份有限公司", "北方机械"),
            entity("van", "Delivery van", kind="product"),
            entity("bus", "City bus", kind="product"),
        ],
        "metrics": [
            {
                "metric_id": i,
                "label": label,
                "quantity": quantity,
                "unit": unit,
                "period_kind": kind,
            }
            for i, label, quantity, unit, kind in METRICS
        ],
        "figures": [dict(one) for one in figures],
        **more,
    }
    return Dossier.from_rows(rows, id="fiction", title="Fiction", fictional=True)


def source(source_id: str, title: str) -> dict[str, object]:
    """Return a source's row."""
    return {"source_id": source_id, "title": title, "text_chars": 1000, "text_norm": "jw-1"}


def entity(
    entity_id: str, name: str, short_name: str = "", kind: str = "company"
) -> dict[str, object]:
    """Return an entity's row."""
    return {
        "entity_id": entity_id,
        "kind": kind,
        "name": name,
        "short_name": short_name,
        "mode": "narration",
    }


def figure(
    figure_id: str,
    company: str,
    metric: str,
    value: object,
    unit: str,
    period: str = "2020",
    bound: str = "eq",
    **more: object,
) -> dict[str, object]:
    """Return a figure's row."""
    return {
        "figure_id": figure_id,
        "entity_id": company,
        "entity_basis": "stated",
        "metric_id": metric,
        "value": value,
        "unit": unit,
        "period": period,
        "bound": bound,
        "period_basis": "stated" if period else "undated",
        "mode": "narration",
        **more,
    }


def everything() -> Dossier:
    """Return a dossier with series, gaps, conflicts, negative values, ranges and mentions."""
    figures = [
        figure(
            f"sold-a-{year}",
            "aurora",
            "sold",
            90_000 + 11_000 * n + (-1) ** n * 6_000,
            "vehicle",
            str(year),
            "gt" if year == 2017 else "about" if year == 2014 else "eq",
            decimals=-4 if year in (2014, 2017) else 0,
        )
        for n, year in enumerate((2012, 2013, 2014, 2016, 2017, 2018, 2019))
    ]
    figures += [
        figure(f"sold-b-{year}", "borealis", "sold", 160_000 - 9_000 * n, "vehicle", str(year))
        for n, year in enumerate((2015, 2016, 2017, 2018, 2019))
    ]
    figures += [
        figure(
            f"price-{n}",
            "aurora",
            "price",
            f"{20 + (n * 37 % 23) / 4 + n / 12:.2f}",
            "EUR",
            f"2019-{1 + n // 28:02}-{1 + n % 28:02}",
        )
        for n in range(70)
    ]
    figures += [
        figure("staff-a", "aurora", "staff", 12_400, "employee", "2020-12-31"),
        figure("staff-b", "borealis", "staff", 15_000, "employee", "2020-12-31", "lt"),
        figure(
            "staff-n", "north", "staff", 9_000, "employee", "2020-12-31", "over-about", decimals=-3
        ),
        figure("share-a", "aurora", "share", "4.1", "%", "2020", "range", value_high="4.6"),
        figure("share-b", "borealis", "share", "3.9", "%", "2020", "about", decimals=1),
        figure("profit-a", "aurora", "profit", -120_000_000, "EUR", "2020", "about", decimals=-7),
        figure("profit-b", "borealis", "profit", 310_000_000, "EUR", "2020"),
        figure("revenue-a", "aurora", "revenue", 5_200_000_000, "EUR", "2020"),
        figure("revenue-a2", "aurora", "revenue", 4_900_000_000, "EUR", "2020", "ge"),
        figure("plants-a", "aurora", "plants", 7, "plant", ""),
        figure(
            "sold-change-b",
            "borealis",
            "sold-change",
            12,
            "%",
            "2020",
            "about",
            direction="decrease",
            base_period="2019",
        ),
    ]
    evidence = [
        {
            "evidence_id": "e1",
            "source_id": "almanac",
            "fact_id": "revenue-a",
            "supports": "value",
            "start": 0,
            "end": 4,
            "span_sha256": "0" * 64,
        },
        {
            "evidence_id": "e2",
            "source_id": "gazette",
            "fact_id": "revenue-a2",
            "supports": "value",
            "start": 0,
            "end": 4,
            "span_sha256": "0" * 64,
        },
    ]
    return dossier(figures, evidence=evidence)
