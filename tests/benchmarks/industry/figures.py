"""Figures: long series with bounds of all kinds, changes, parts, doubles and conversions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.benchmarks.industry.cells import (
    Array,
    Columns,
    chosen,
    drawn,
    ids,
    taken,
    whole,
)  # fmt: skip
from tests.benchmarks.industry.days import DAYS, date_texts
from tests.benchmarks.industry.entities import BASES, Cast
from tests.benchmarks.industry.metrics import QUANTITIES, Metrics
from tests.benchmarks.industry.series import Levels, currencies, make_levels
from tests.benchmarks.industry.voices import voice

_BOUNDS = {
    "eq": 0.7, "gt": 0.08, "ge": 0.02, "lt": 0.02, "le": 0.01, "about": 0.09, "nearly": 0.04,
    "over-about": 0.02, "range": 0.02,
}  # fmt: skip
_INFERRED = ("gt", "about", "nearly")
# Kinds of figures besides the plain ones of series, and their shares of all.
_OTHERS = {"double": 0.03, "part": 0.04, "loose": 0.04, "change": 0.05}
_TENTHS = tuple(f"{n // 10}.{n % 10}" for n in range(1, 1000))


def make_figures(
    rng: np.random.Generator, cast: Cast, metrics: Metrics, count: int, conversions: int
) -> tuple[Columns, Columns, Array]:
    """Return figures in about the order in which they were reported, conversions, and days."""
    sizes = {name: int(share * count) for name, share in _OTHERS.items()} | {"other": conversions}
    levels = make_levels(rng, cast, metrics, count - sum(sizes.values()))
    plain = len(levels)
    money = np.flatnonzero(metrics.quantity[levels.metric] == QUANTITIES.index("money"))
    counted = np.flatnonzero(~metrics.has_tenths[levels.metric])
    changing = np.flatnonzero(metrics.change[levels.metric] >= 0)
    base = {
        "double": rng.integers(0, plain, sizes["double"]),
        "part": rng.choice(counted, sizes["part"]),
        "loose": rng.integers(0, plain, sizes["loose"]),
        "change": rng.choice(changing, sizes["change"]),
        "other": rng.choice(money, conversions),
    }
    kind = np.repeat(np.arange(len(base) + 1), (plain, *(len(rows) for rows in base.values())))
    of = np.concatenate((np.arange(plain), *base.values()))
    rows = {name: np.flatnonzero(kind == n + 1) for n, name in enumerate(base)}
    made = _altered(rng, cast, levels, of, rows)
    days = np.where(kind == list(base).index("loose") + 1, rng.integers(0, DAYS, len(of)), made.day)
    undated = np.zeros(len(of), bool)
    undated[rows["loose"]] = rng.random(len(rows["loose"])) < 0.3
    order = np.argsort(days + rng.exponential(45, len(of)))
    place = np.empty(len(of), dtype=np.int64)
    place[order] = np.arange(len(of))
    figure_ids = ids("fi", len(of))

    def link(name: str) -> list[str]:
        found = np.full(len(of), -1)
        found[rows[name]] = place[of[rows[name]]]
        return taken(figure_ids, found[order])

    texts = np.array(made.periods, dtype=object)[made.period]
    texts[rows["loose"]] = date_texts(rng, days[rows["loose"]])
    texts[undated] = ""
    is_change = np.isin(np.arange(len(of)), rows["change"])[order]
    is_part = np.isin(np.arange(len(of)), rows["part"])[order]
    basis = np.where(undated, 3, chosen(rng, (0.94, 0.05, 0.01), len(of)))[order]
    texts = texts[order]
    earlier = is_change & (rng.random(len(of)) < 0.6)
    base_periods = [
        f"{int(text[:4]) - 1}{text[4:]}" if wanted and len(text) < 10 else ""
        for text, wanted in zip(texts.tolist(), earlier.tolist(), strict=True)
    ]
    based = np.array([bool(text) for text in base_periods])
    metric = np.where(is_change, metrics.change[made.metric[order]], made.metric[order])
    columns = {
        "figure_id": figure_ids,
        "entity_id": taken(cast.companies, made.company[order]),
        "entity_basis": drawn(rng, BASES, len(of)),
        "metric_id": taken(metrics.ids, metric),
        "subject_id": taken(cast.products, made.subject[order]),
        "part_of_id": link("part"),
        "part_basis": _either(rng, ("stated", "inferred"), is_part, 0.3),
        "change_of_id": link("change"),
        "direction": _either(rng, ("increase", "decrease"), is_change, 0.4),
        **_numbers(rng, metrics, made, order, is_change),
        "period": texts.tolist(),
        "period_basis": taken((*BASES, "undated"), basis),
        "base_period": base_periods,
        "base_basis": _either(rng, ("stated", "inferred"), based, 0.3),
        **voice(rng, len(of), cast.speakers),
    }  # fmt: skip
    links = {
        "conversion_id": ids("cv", conversions),
        "from_id": taken(figure_ids, place[base["other"]]),
        "to_id": taken(figure_ids, place[rows["other"]]),
        **voice(rng, conversions, cast.speakers),
    }
    return columns, links, np.where(undated, -1, days)[order]


def _either(
    rng: np.random.Generator, words: tuple[str, str], rows: Array, share: float
) -> list[str]:
    """Return one word in the given rows, in a share of them the other."""
    return taken(words, np.where(rows, rng.random(len(rows)) < share, -1))


def _altered(
    rng: np.random.Generator,
    cast: Cast,
    levels: Levels,
    of: Array,
    rows: dict[str, Array],
) -> Levels:
    """Return the figures of the rows ``of`` the series, those of other kinds made from them."""
    value, place, subject = levels.values[of], levels.place[of], levels.subject[of]
    currency = levels.currency[of]
    for name, least, most in (("double", 0.93, 1.05), ("loose", 0.5, 1.6), ("part", 0.05, 0.95)):
        these = rows[name]
        unit = 10 ** place[these]
        parts = value[these] * rng.uniform(least, most, len(these)) // unit
        value[these] = np.maximum(parts.astype(np.int64), 1) * unit
    part = rows["part"]
    # The same part is told again and again: each metric of a company has its product.
    subject[part] = cast.product_of(levels.company[of[part]], levels.metric[of[part]] * 0.618 % 1)
    other = rows["other"]
    codes, rates = currencies()
    money = (currency[other] + rng.integers(1, len(codes), len(other))) % len(codes)
    amount = value[other] * rates[money] / rates[currency[other]]
    place[other] = np.maximum(np.floor(np.log10(np.maximum(amount, 1))).astype(np.int64) - 2, 0)
    unit = 10 ** place[other]
    value[other] = np.maximum(np.rint(amount / unit).astype(np.int64), 1) * unit
    currency[other] = money
    return replace(
        levels, company=levels.company[of], metric=levels.metric[of], subject=subject,
        currency=currency, values=value, place=place, day=levels.day[of], period=levels.period[of],
    )  # fmt: skip


def _numbers(
    rng: np.random.Generator, metrics: Metrics, made: Levels, order: Array, is_change: Array
) -> Columns:
    """Return the columns from value to unit."""
    count = len(order)
    values, place, metric = made.values[order], made.place[order], made.metric[order]
    tenths = metrics.has_tenths[metric]
    money = metrics.quantity[metric] == QUANTITIES.index("money")
    bound = chosen(rng, list(_BOUNDS.values()), count)
    ranges = bound == list(_BOUNDS).index("range")
    room = np.maximum(values // 12 // 10**place, 1) * 10**place
    highs = np.where(ranges, values + room, -1)
    losses = money & (bound == 0) & ~is_change & (rng.random(count) < 0.02)
    texts = np.array(whole(np.where(losses, -values, values)), dtype=object)
    high_texts = np.array(["" if n < 0 else str(n) for n in highs.tolist()], dtype=object)
    for rows, numbers in (
        (np.flatnonzero(tenths), values),
        (np.flatnonzero(tenths & ranges), highs),
    ):
        written = [f"{n // 10}.{n % 10}" for n in numbers[rows].tolist()]
        (texts if numbers is values else high_texts)[rows] = written
    changes = np.flatnonzero(is_change)
    # Changes are small: most of them below twenty percent.
    change = (rng.exponential(90, len(changes)).astype(int)).clip(0, len(_TENTHS) - 2)
    texts[changes] = np.array(_TENTHS, dtype=object)[change]
    high_texts[changes] = np.where(ranges[changes], np.array(_TENTHS, dtype=object)[change + 1], "")
    decimals = np.where(tenths | is_change, 1, -place)
    known = rng.random(count) < 0.85
    units = np.array(taken(metrics.unit, metric), dtype=object)
    codes, _ = currencies()
    units[money] = np.array(codes, dtype=object)[made.currency[order][money]]
    units[changes] = "%"
    inferred = np.where((bound == 0) & (rng.random(count) < 0.015), 1, 0).astype(bool)
    return {
        "value": texts.tolist(),
        "value_high": high_texts.tolist(),
        "bound": taken(_BOUNDS, bound),
        "inferred_bound": taken(_INFERRED, np.where(inferred, rng.integers(0, 3, count), -1)),
        "decimals": [
            str(n) if k else "" for n, k in zip(decimals.tolist(), known.tolist(), strict=True)
        ],
        "unit": units.tolist(),
    }
