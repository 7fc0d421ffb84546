"""Series of figures: which company reports what how often, and the values it reports."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.industry.cells import Array, chosen, zipf
from tests.benchmarks.industry.days import YEARS, calendar
from tests.benchmarks.industry.entities import Cast
from tests.benchmarks.industry.metrics import QUANTITIES, Metrics

# How often a series reports: its points in all the years, and its share of all series.
_LENGTHS = {"month": 12 * YEARS, "quarter": 4 * YEARS, "year": YEARS}
_SHARES = (0.42, 0.33, 0.25)
_DAILY = 4000
_LEAST_SERIES = 60
_FIGURES_A_DAILY = 70_000
_CURRENCIES = ("CNY", "USD", "EUR", "JPY", "SEK", "KRW")
_RATES = np.array([1.0, 0.14, 0.13, 20.0, 1.45, 190.0])
_CURRENCY_SHARES = (0.58, 0.17, 0.15, 0.05, 0.03, 0.02)


@dataclass(frozen=True)
class Levels:
    """Figures of series as columns; ``values`` are in the units of ``scale`` (tenths, ones).

    ``place`` is the power of ten of the last known digit; ``day`` is that in which a period
    ends, and ``period`` an index into ``periods``.
    """

    company: Array
    metric: Array
    subject: Array
    currency: Array
    values: Array
    place: Array
    day: Array
    period: Array
    periods: list[str]

    def __len__(self) -> int:
        return len(self.values)


def make_levels(rng: np.random.Generator, cast: Cast, metrics: Metrics, count: int) -> Levels:
    """Return ``count`` figures of as many series as it takes."""
    offered = max(300, count // 8)
    often = chosen(rng, _SHARES, offered)
    years = np.array(list(_LENGTHS.values()))[often]
    # A series begins when somebody starts to count, and seldom ends.
    lengths = np.maximum(2, (years * (1 - 0.75 * rng.random(offered) ** 2)).astype(int))
    lengths = np.minimum(lengths, max(4, count // _LEAST_SERIES))
    daily = np.arange(offered) < count // _FIGURES_A_DAILY
    often[daily], lengths[daily] = len(_LENGTHS), _DAILY
    ends = np.cumsum(lengths)
    series = int(np.searchsorted(ends, count)) + 1
    lengths = lengths[:series]
    lengths[-1] -= ends[series - 1] - count
    often = often[:series]
    company = zipf(rng, len(cast.companies), series)
    metric = zipf(rng, metrics.plain, series, 0.9)
    product = cast.product_of(company, rng.random(series))
    subject = np.where(rng.random(series) < 0.2, product, -1)
    currency = chosen(rng, _CURRENCY_SHARES, len(cast.companies))[company]
    of = np.repeat(np.arange(series), lengths)
    period, day, periods = _periods(often, lengths)
    values, place = _values(rng, metrics, company, metric, currency, of)
    return Levels(
        company[of], metric[of], subject[of], currency[of], values, place, day, period, periods
    )


def currencies() -> tuple[tuple[str, ...], Array]:
    """Return the codes of the currencies and what one CNY is worth in each."""
    return _CURRENCIES, _RATES


def _periods(often: Array, lengths: Array) -> tuple[Array, Array, list[str]]:
    """Return each point's index into the texts, its last day, and the texts."""
    known = calendar()
    texts: list[str] = []
    last_days: list[Array] = []
    starts = []
    for name in (*_LENGTHS, "day"):
        column = getattr(known, name)
        ends = np.flatnonzero(np.r_[column[1:] != column[:-1], True])
        starts.append(len(texts))
        texts += column[ends].tolist()
        last_days.append(ends)
    days = np.concatenate(last_days)
    bounds = np.array([*starts[1:], len(texts)])
    # The last point of a series is the last period there is.
    first = bounds[often] - lengths
    position = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    period = np.repeat(first, lengths) + position
    return period, days[period], texts


def _values(rng: np.random.Generator, metrics: Metrics, *choices: Array) -> tuple[Array, Array]:
    company, metric, currency, of = choices
    quantity = metrics.quantity[metric]
    money, tenths = quantity == QUANTITIES.index("money"), metrics.has_tenths[metric]
    size = np.log(10) * metrics.power[metric] - 0.6 * np.log(company + 1.0)
    size += 0.5 * rng.standard_normal(len(company))
    size += np.where(money, np.log(_RATES[currency]), 0)
    walk = np.cumsum(0.05 * rng.standard_normal(len(of)) + 0.002)
    first = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    walk -= walk[first][of]
    log = size[of] + walk.clip(-3, 3) + 0.03 * rng.standard_normal(len(of))
    ratio = (quantity == QUANTITIES.index("ratio"))[of]
    level = np.where(
        ratio, 1000 / (1 + np.exp(-(log - 4) / 2)), np.exp(log) * np.where(tenths[of], 10, 1)
    )
    level = np.maximum(level, 1.0)
    digits = chosen(rng, (0.05, 0.2, 0.35, 0.4), len(of)) + 1
    place = np.maximum(np.floor(np.log10(level)).astype(np.int64) - digits + 1, 0)
    place = np.where(tenths[of], 0, place)
    unit = 10**place
    return np.maximum(np.rint(level / unit).astype(np.int64), 1) * unit, place
