"""The layers of rules for Chinese (简体), in the order in which they run."""

from __future__ import annotations

from jwviewer.reading.layers.zh import (
    bounds,
    companies,
    dates,
    durations,
    events,
    figures,
    links,
    people,
    places,
    refusals,
)
from jwviewer.reading.rule import Rule

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *refusals.RULES,
    *durations.RULES,
    *figures.RULES,
    *bounds.RULES,
    *companies.RULES,
    *people.NAMES,
    *places.RULES,
    *people.ROLES,
    *links.RULES,
    *events.RULES,
)
