"""Events over twenty years: who took part, in which fields they work together, what is said."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.industry.cells import (
    Array,
    Columns,
    chosen,
    drawn,
    empty,
    ids,
    taken,
    zipf,
)  # fmt: skip
from tests.benchmarks.industry.days import DAYS, calendar, date_texts, event_days
from tests.benchmarks.industry.entities import BASES, Cast
from tests.benchmarks.industry.names import fields
from tests.benchmarks.industry.voices import voice

_TYPES = {
    "launch": (0.2, "{a} launches the {p}"),
    "other": (0.15, "{a} shows {f} at the fair in {t}"),
    "agreement": (0.12, "{a} and {b} sign an agreement on {f}"),
    "award": (0.11, "{a} receives the prize of {t} for {f}"),
    "cooperation": (0.1, "{a} and {b} work together on {f}"),
    "plan": (0.08, "{a} plans a plant for {f} in {t}"),
    "ceremony": (0.05, "Ceremony of {a} and {b} in {t}"),
    "supply": (0.05, "{b} supplies {a} with {f}"),
    "programme": (0.04, "Programme of {a} for {f}"),
    "investment": (0.04, "{a} invests in {b}"),
    "acquisition": (0.02, "{a} takes over {b}"),
    "joint_venture": (0.02, "{a} and {b} found a joint company in {t}"),
    "letter_of_intent": (0.01, "{a} and {b} sign a letter of intent on {f}"),
    "licence": (0.01, "{a} licenses {f} from {b}"),
}
_RESULTS = ("first prize", "gold", "second place", "a mention", "shortlisted")
_ROLES = {
    "party": 0.55, "attendee": 0.1, "host": 0.05, "winner": 0.06, "subject": 0.05,
    "developer": 0.06, "investor": 0.04, "target": 0.02, "supplier": 0.04, "customer": 0.03,
}  # fmt: skip
_CLAIMS = {
    "superlative": "{a} is the largest maker of {f} in {t}",
    "first": "{a} was the first to build {f} in {t}",
    "intent": "{a} wants to lead in {f}",
    "quality": "The {p} is said to last longer than others",
    "outcome": "{f} have made {a} less dependent on {t}",
    "activity": "{a} works on {f} in {t}",
}


def make_events(rng: np.random.Generator, cast: Cast, count: int) -> tuple[Columns, Array, Array]:
    """Return the events in about the order of their days, their days or -1, their companies."""
    days = event_days(rng, count)
    days = days[np.argsort(days + rng.exponential(20, count))]
    undated = rng.random(count) < 0.03
    firm = zipf(rng, len(cast.companies), count)
    other = (firm + 1 + zipf(rng, len(cast.companies) - 1, count)) % len(cast.companies)
    types = list(_TYPES)
    kind = chosen(rng, [share for share, _ in _TYPES.values()], count)
    town = zipf(rng, len(cast.places), count)
    patterns = [_TYPES[name][1] for name in types]
    texts = np.array(date_texts(rng, days), dtype=object)
    texts[undated] = ""
    placed = rng.random(count) < 0.3
    awards = kind == types.index("award")
    event_ids = ids("ev", count)
    basis = np.where(undated, 3, chosen(rng, list(BASES.values()), count))
    lasting = np.where(rng.random(count) < 0.03, rng.integers(0, 24, count), -1)
    columns = {
        "event_id": event_ids,
        "event_type": taken(types, kind),
        "label": _sentences(rng, cast, [patterns[k] for k in kind.tolist()], firm, other, town),
        "date": texts.tolist(),
        "date_basis": taken((*BASES, "undated"), basis),
    } | _order(rng, days, undated, event_ids) | {
        "duration": taken([f"P{n + 1}{'YMWD'[n % 4]}" for n in range(24)], lasting),
        "place_id": taken(cast.places, np.where(placed, town, -1)),
        "result": taken(_RESULTS, np.where(awards, rng.integers(0, len(_RESULTS), count), -1)),
    }  # fmt: skip
    return columns | voice(rng, count, cast.speakers), np.where(undated, -1, days), firm


def _sentences(
    rng: np.random.Generator, cast: Cast, patterns: list[str], *choices: Array
) -> list[str]:
    firm, other, town = choices
    count = len(patterns)
    works = fields()
    field = rng.integers(0, len(works), count)
    product = rng.integers(0, len(cast.products), count)
    return [
        pattern.format(a=a, b=b, t=t, f=f, p=p)
        for pattern, a, b, t, f, p in zip(
            patterns, taken(cast.short_names, firm), taken(cast.short_names, other),
            taken(cast.place_names, town), taken(works, field),
            taken(cast.product_names, product), strict=True,
        )
    ]  # fmt: skip


def _order(rng: np.random.Generator, days: Array, undated: Array, event_ids: list[str]) -> Columns:
    """Return what is known of when undated events were: limits, or other events around them."""
    count = len(days)
    year = calendar().year
    dated = np.flatnonzero(~undated)
    how = chosen(rng, (0.35, 0.2, 0.2, 0.25), count)
    earlier = dated[np.searchsorted(dated, np.arange(count)).clip(0, len(dated) - 1) - 1]
    later = dated[np.searchsorted(dated, np.arange(count)).clip(0, len(dated) - 1)]
    later = np.where(later == earlier, -1, later)
    after = np.where(undated & (how < 2), earlier, -1)
    before = np.where(undated & (how == 1), later, -1)
    limits = undated & (how == 2)
    return {
        "not_before": np.where(limits, year[np.maximum(days - 400, 0)], "").tolist(),
        "not_after": np.where(limits, year[np.minimum(days + 400, DAYS - 1)], "").tolist(),
        "after_event_id": taken(event_ids, after),
        "before_event_id": taken(event_ids, before),
    }


def make_participants(
    rng: np.random.Generator, cast: Cast, event_ids: list[str], firm: Array
) -> Columns:
    """Return one to six companies and people of each event; the first one is its company."""
    count = len(event_ids)
    many = rng.geometric(0.55, count).clip(max=6)
    event = np.repeat(np.arange(count), many)
    first = np.r_[True, event[1:] != event[:-1]]
    total = len(event)
    speakers = len(cast.companies)
    who = np.where(first, firm[event], zipf(rng, speakers, total, 0.8))
    role = np.where(first, 0, chosen(rng, list(_ROLES.values()), total))
    attends = ~first & (rng.random(total) < 0.12)
    who = np.where(attends, speakers + rng.integers(0, len(cast.people), total), who)
    role = np.where(attends, list(_ROLES).index("attendee"), role)
    everybody = cast.companies + cast.people
    key = (event * len(everybody) + who) * len(_ROLES) + role
    _, once = np.unique(key, return_index=True)
    return {
        "event_id": taken(event_ids, event[once]),
        "entity_id": taken(everybody, who[once]),
        "role": taken(_ROLES, role[once]),
        "basis": drawn(rng, BASES, len(once)),
    }


def make_topics(rng: np.random.Generator, cast: Cast, events: Columns, count: int) -> Columns:
    """Return fields of cooperation; some name the technology that is meant."""
    works = fields()
    event = rng.integers(0, len(events["event_id"]), count)
    known = np.where(rng.random(count) < 0.3, rng.integers(0, len(cast.technologies), count), -1)
    return {
        "topic_id": ids("to", count),
        "event_id": taken(events["event_id"], event),
        "label": taken([work.capitalize() for work in works], zipf(rng, len(works), count, 0.6)),
        "entity_id": taken(cast.technologies, known),
    } | voice(rng, count, cast.speakers, events["event_id"])


def make_claims(
    rng: np.random.Generator, cast: Cast, events: Columns, count: int
) -> tuple[Columns, Array]:
    """Return what is said without a number, and a day of each; -1 where none is known."""
    kinds = list(_CLAIMS)
    kind = rng.integers(0, len(kinds), count)
    firm = zipf(rng, len(cast.companies), count)
    town = zipf(rng, len(cast.places), count)
    days = rng.integers(0, DAYS, count)
    dated = rng.random(count) < 0.7
    texts = np.array(date_texts(rng, days), dtype=object)
    texts[~dated] = ""
    inside = np.where(rng.random(count) < 0.1, rng.integers(0, len(events["event_id"]), count), -1)
    patterns = [_CLAIMS[kinds[k]] for k in kind.tolist()]
    basis = np.where(dated, chosen(rng, list(BASES.values()), count), 3)
    columns = {
        "claim_id": ids("cl", count),
        "kind": taken(kinds, kind),
        "gist": _sentences(rng, cast, patterns, firm, firm, town),
        "company_ids": taken(cast.companies, firm),
        "company_basis": drawn(rng, BASES, count),
        "subject_id": empty(count),
        "event_id": taken(events["event_id"], inside),
        "period": texts.tolist(),
        "period_basis": taken((*BASES, "undated"), basis),
    } | voice(rng, count, cast.speakers, events["event_id"])
    return columns, np.where(dated, days, -1)
