"""The layers of rules for Chinese (简体), in the order in which they run."""

from __future__ import annotations

from jwviewer.reading.layers import cell_owners, interviews, year_ends
from jwviewer.reading.layers.zh import (
    awards,
    bounds,
    cells,
    claims,
    coins,
    companies,
    dates,
    durations,
    events,
    figures,
    links,
    open_dates,
    people,
    places,
    refusals,
    relations,
    respective,
    roles,
    voices,
)
from jwviewer.reading.rule import Rule

RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *open_dates.RULES,
    *refusals.RULES,
    *durations.RULES,
    *coins.RULES,
    *figures.RULES,
    *cells.RULES,
    *bounds.RULES,
    *companies.RULES,
    *people.NAMES,
    *places.RULES,
    *roles.ROLES,
    *links.RULES,
    *respective.RULES,
    *cell_owners.CHINESE,
    *voices.RULES,
    *interviews.CHINESE,
    *events.RULES,
    *awards.RULES,
    *claims.RULES,
    *relations.RULES,
    *year_ends.CHINESE,
)
