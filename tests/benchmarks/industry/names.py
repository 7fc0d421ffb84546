"""Invented names: enough of them for thousands of people and products, none of anybody real."""

from __future__ import annotations

from itertools import product

import numpy as np

_HEADS = (
    "Ald", "Bren", "Cor", "Dar", "El", "Fen", "Gar", "Hal", "Is", "Jor", "Kel", "Lor", "Mar",
    "Nor", "Os", "Per", "Quil", "Ros", "Sel", "Tar", "Ul", "Ver", "Wes", "Yor", "Zel", "Amb",
)  # fmt: skip
_TAILS = (
    "wick", "mont", "ner", "low", "dane", "vik", "ster", "mere", "gard", "holt", "rin", "beck",
    "ley", "ford", "sund", "tal", "ville", "ham", "by", "stad",
)  # fmt: skip
_TRADES = (
    "Motors", "Power", "Heavy Industries", "Batteries", "Axles", "Trucks", "Marine", "Drives",
    "Electric", "Machinery", "Steel", "Logistics", "Robotics", "Chemicals", "Energy", "Glass",
)  # fmt: skip
_GIVEN = (
    "Ada", "Bela", "Cora", "Dario", "Edda", "Finn", "Greta", "Hugo", "Ines", "Jonas", "Kaia",
    "Levin", "Mira", "Nils", "Oona", "Pavel", "Quirin", "Runa", "Silas", "Tove", "Una", "Viggo",
    "Wanda", "Xenia", "Yara", "Zeno", "Anouk", "Bjarne", "Carla", "Dante",
)  # fmt: skip
_SIGNS = "海峰云山金龙东方华阳新天长江北星远景中和光明宏达瑞安"
_FIELDS = (
    "hybrid drives", "solid-state batteries", "fuel cells", "axle modules", "driver assistance",
    "engine control software", "light bodies", "charging stations", "gear boxes",
    "remote diagnosis", "harbour cranes", "thermal management", "brake systems", "cast housings",
    "hydrogen tanks", "cab design", "telematics", "power electronics", "turbochargers", "recycling",
)  # fmt: skip


def stems(count: int) -> list[str]:
    """Return that many different words that could be a name."""
    heads, tails = len(_HEADS), len(_TAILS)
    # Neighbours share neither head nor tail, and no pair comes twice.
    pairs = [_HEADS[n % heads] + _TAILS[(n // heads + 7 * n) % tails] for n in range(heads * tails)]
    more = (f"{one} {two}" for one, two in product(pairs, pairs[::7]))
    return [*pairs, *(next(more) for _ in range(count - len(pairs)))][:count]


def companies(count: int) -> tuple[list[str], list[str]]:
    """Return the full and the short names of companies."""
    short = stems(count)
    return [f"{name} {_TRADES[n * 7 % len(_TRADES)]}" for n, name in enumerate(short)], short


def local_names(rng: np.random.Generator, count: int) -> list[str]:
    """Return Chinese names of four signs; they may repeat."""
    picks = rng.integers(0, len(_SIGNS), (count, 3)).tolist()
    return ["".join(_SIGNS[p] for p in three) + "集团" for three in picks]


def people(rng: np.random.Generator, count: int) -> list[str]:
    """Return names of people; a few people share theirs, as they do."""
    families = stems(400)
    one = rng.integers(0, len(_GIVEN), count).tolist()
    letter = rng.integers(0, 26, count).tolist()
    last = rng.integers(0, 400, count).tolist()
    return [
        f"{_GIVEN[g]} {chr(65 + i)}. {families[f]}" if i % 3 else f"{_GIVEN[g]} {families[f]}"
        for g, i, f in zip(one, letter, last, strict=True)
    ]


def places(count: int) -> list[str]:
    """Return names of towns and harbours."""
    return [f"{'Port ' if n % 3 == 0 else ''}{name}" for n, name in enumerate(stems(count)[::-1])]


def fields() -> tuple[str, ...]:
    """Return what companies work on together."""
    return _FIELDS
