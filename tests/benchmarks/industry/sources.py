"""Sources and the spans of evidence in them, every fact in one or two."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.industry.cells import (
    Array,
    Columns,
    empty,
    ids,
    taken,
    whole,
    zipf,
)  # fmt: skip
from tests.benchmarks.industry.days import DAYS, calendar

_PAPERS = (
    "The Harbour Lantern", "Drive and Axle", "Northern Trade Wire", "Industry Almanac Society",
    "Motor Weekly", "The Long Quay", "Exchange Bulletin", "Works and Wages", "Statistics Office",
)  # fmt: skip
_YEARBOOK = 600_000
_SUPPORTS = {
    "entities": ("name", "whole", "company"),
    "roles": ("role", "person", "organisation"),
    "relations": ("object", "whole", "subject"),
    "events": ("whole", "date", "party", "place", "result"),
    "topics": ("whole", "subject", "name"),
    "figures": ("value", "whole", "period", "unit", "bound"),
    "conversions": ("value", "whole", "base"),
    "claims": ("whole", "voice", "company"),
}
_LENGTHS = {"whole": 90, "value": 7, "unit": 6, "bound": 9, "period": 8, "date": 11}


def make_sources(rng: np.random.Generator, count: int) -> tuple[Columns, Array, Array]:
    """Return sources in the order of their days, the days, and the length of each text."""
    known = calendar()
    days = np.sort((DAYS * rng.random(count) ** 0.7).astype(int).clip(0, DAYS - 1))
    chars = np.exp(rng.normal(8.6, 0.8, count)).astype(int).clip(600, 90_000)
    yearbooks = _yearbooks(count)
    chars[yearbooks] = _YEARBOOK
    papers = zipf(rng, len(_PAPERS), count)
    papers[yearbooks] = len(_PAPERS) - 1
    hashes = _hashes(rng, count)
    titles = [
        f"Yearbook of the industry, {date[:4]}" if chars_ == _YEARBOOK else
        f"{_PAPERS[paper]}, {date}, page {n % 47 + 1}"
        for n, (paper, date, chars_) in enumerate(
            zip(papers.tolist(), known.day[days].tolist(), chars.tolist(), strict=True)
        )
    ]  # fmt: skip
    titles = taken(titles, np.arange(count))  # which puts them into quotation marks
    starts = [
        ";".join(map(str, range(0, end - 50, max(400, end // 900)))) for end in chars.tolist()
    ]
    return {
        "source_id": ids("so", count),
        "title": titles,
        "publisher": taken(_PAPERS, papers),
        "author": empty(count),
        "url": empty(count),
        "supplied": empty(count),
        "published": known.day[days].tolist(),
        "written_after": empty(count),
        "written_after_basis": empty(count),
        "language": taken(("en", "zh-Hans", "de"), zipf(rng, 3, count)),
        "text_sha256": hashes,
        "text_chars": whole(chars),
        "paragraph_starts": starts,
        "text_norm": ["jw-1"] * count,
        "note": empty(count),
    }, days, chars  # fmt: skip


def make_evidence(
    rng: np.random.Generator,
    facts: dict[str, tuple[list[str], Array]],
    days: Array,
    chars: Array,
) -> Columns:
    """Return the spans of ``facts``: by table their ids and days, -1 for an unknown day."""
    fact_ids = [one for ids_, _ in facts.values() for one in ids_]
    when = np.concatenate([days_ for _, days_ in facts.values()])
    when = np.where(when < 0, rng.integers(0, DAYS, len(when)), when)
    twice = rng.random(len(when)) < 0.3
    of = np.repeat(np.arange(len(when)), 1 + twice)
    second = np.r_[False, of[1:] == of[:-1]]
    # Most is reported soon, much of it in the next yearbook.
    count = len(days)
    soon = np.searchsorted(days, when[of]) + rng.exponential(0.01 * count, len(of)).astype(int)
    yearbooks = _yearbooks(count)
    book = yearbooks[np.searchsorted(yearbooks, soon).clip(max=len(yearbooks) - 1)]
    source = np.where(rng.random(len(of)) < 0.3, book, soon.clip(max=count - 1))
    words = list(dict.fromkeys(word for words in _SUPPORTS.values() for word in words))
    options = np.array([
        [words.index(_SUPPORTS[name][n % len(_SUPPORTS[name])]) for n in range(10)]
        for name in facts
    ])  # fmt: skip
    table = np.repeat(np.arange(len(facts)), [len(ids_) for ids_, _ in facts.values()])[of]
    pick = np.where(second, rng.integers(1, 10, len(of)), rng.random(len(of)) < 0.3)
    support = options[table, pick]
    typical = np.array([_LENGTHS.get(word, 16) for word in words])[support]
    length = 2 + (typical * rng.uniform(0.4, 1.6, len(of))).astype(int)
    start = (rng.random(len(of)) * (chars[source] - 200)).astype(int)
    return {
        "evidence_id": ids("e", len(of)),
        "source_id": taken(ids("so", count), source),
        "fact_id": taken(fact_ids, of),
        "supports": taken(words, support),
        "start": whole(start),
        "end": whole(start + length),
        "span_sha256": _hashes(rng, len(of)),
    }


def _yearbooks(count: int) -> Array:
    """Return which of so many sources are thick ones that much is taken from."""
    return np.unique(np.linspace(0, count - 1, min(count, 21)).astype(int))


def _hashes(rng: np.random.Generator, count: int) -> list[str]:
    """Return hashes of texts that nobody wrote."""
    digits = rng.bytes(32 * count).hex()
    return [digits[n : n + 64] for n in range(0, len(digits), 64)]
