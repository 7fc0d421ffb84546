"""Rows of figures for tests, and what is derived from them."""

from __future__ import annotations

from typing import Any

from jwviewer.dossier.derived import Derived
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.quantity import describe

ENTITIES = [
    {"entity_id": "alder", "kind": "company", "name": "Alder Works"},
    {"entity_id": "birch", "kind": "company", "name": "Birch Motors"},
    {"entity_id": "vans", "kind": "product", "name": "Light vans"},
    {"entity_id": "r5", "kind": "product", "name": "R5 tractor"},
]
METRICS = [
    {"metric_id": "sold", "label": "Vehicles sold", "quantity": "count", "unit": "vehicle"},
    {"metric_id": "patents", "label": "Patents held", "quantity": "count", "unit": "patent"},
    {"metric_id": "inventions", "label": "Invention patents", "quantity": "count",
     "unit": "patent"},
    {"metric_id": "change", "label": "Change in vehicles sold", "quantity": "change", "unit": "%"},
    {"metric_id": "income", "label": "Income", "quantity": "money"},
    {"metric_id": "share", "label": "Market share", "quantity": "ratio", "unit": "%"},
    {"metric_id": "step", "label": "Change in market share", "quantity": "change", "unit": "pp"},
]  # fmt: skip


def figure(figure_id: str, value: str, bound: str = "eq", **more: Any) -> dict[str, Any]:
    """Return a row of figures: vehicles sold by one company in 2021 unless told otherwise."""
    usual = {
        "entity_id": "alder", "entity_basis": "stated", "metric_id": "sold", "unit": "vehicle",
        "period": "2021", "period_basis": "stated", "mode": "narration",
    }  # fmt: skip
    return {**usual, "figure_id": figure_id, "value": value, "bound": bound, **more}


def part(value: str, bound: str = "eq", **more: Any) -> dict[str, Any]:
    """Return a figure that is a part of the figure ``whole``."""
    linked = {"subject_id": "vans", "part_of_id": "whole", "part_basis": "stated"}
    return figure("part", value, bound, **{**linked, **more})


def change(value: str, bound: str = "eq", **more: Any) -> dict[str, Any]:
    """Return a change in % of the figure ``level``."""
    linked = {
        "metric_id": "change", "unit": "%", "change_of_id": "level", "direction": "increase",
        "base_period": "2020", "base_basis": "stated",
    }  # fmt: skip
    return figure("step", value, bound, **{**linked, **more})


def derived(*figures: dict[str, Any], conversions: Any = ()) -> tuple[Derived, ...]:
    """Return what follows from these rows."""
    return Dossier.from_rows(
        {
            "entities": ENTITIES,
            "metrics": METRICS,
            "figures": figures,
            "conversions": conversions,
        }
    ).derived


def shown(*figures: dict[str, Any]) -> list[str]:
    """Return the derived values of these rows as people see them."""
    return [describe(value.quantity) for value in derived(*figures)]
