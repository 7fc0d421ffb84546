"""The layers of rules in the order in which they run; each reads only what earlier ones found.

Whoever adds a module imports it here and names it in ``LAYERS``.
"""

from __future__ import annotations

from types import ModuleType

from jwviewer.reading.layers import (
    aliases,
    awards,
    bare_numbers,
    bounds,
    careers,
    cell_owners,
    cells,
    changes,
    claims,
    companies,
    company_defaults,
    company_weights,
    conversions,
    date_spans,
    dates,
    durations,
    events,
    founders,
    frame_nouns,
    frames,
    interviews,
    judgements,
    kin,
    known,
    left_nouns,
    likely_events,
    links,
    milestones,
    money,
    moves,
    names,
    offices,
    people,
    periods,
    places,
    posts,
    products,
    programmes,
    quantities,
    refusals,
    relations,
    relative_dates,
    roles,
    same,
    shared_posts,
    shares,
    short_names,
    signs,
    standing,
    talks,
    targets,
    things,
    together,
    undone,
    validity,
    voices,
    year_ends,
    years,
    zh,
)
from jwviewer.reading.rule import Rule

LAYERS: tuple[ModuleType, ...] = (
    dates, years, relative_dates, date_spans,
    refusals, shares, durations, money, quantities, bare_numbers, left_nouns, cells, bounds,
    targets, changes, signs, periods, conversions,
    names, known, kin, offices, posts, founders, shared_posts, moves, careers,
    people, short_names, things, places,
    companies, company_defaults, company_weights, aliases, same, cell_owners, roles,
    voices, interviews, judgements, events, frames, frame_nouns, standing, talks, together,
    programmes, awards, milestones, likely_events, undone,
    claims, products, relations, validity, year_ends, links,
    zh,
)  # fmt: skip
"""dates → durations → money → quantities, shares → bounds → people, companies, aliases, places,
products → voices → events, programmes, awards → claims → periods, links, conversions."""

RULES: tuple[Rule, ...] = tuple(rule for layer in LAYERS for rule in layer.RULES)
