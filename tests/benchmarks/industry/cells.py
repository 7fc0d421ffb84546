"""Columns of cells on their way into CSV files: made from codes, never row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
Columns = dict[str, list[str]]


def quoted(text: str) -> str:
    """Return a text as it stands in a CSV file."""
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text


def taken(values: Iterable[str], codes: Array) -> list[str]:
    """Return the value of every code; a code of -1 stands for an empty cell."""
    found: list[str] = np.array([*map(quoted, values), ""], dtype=object)[codes].tolist()
    return found


def whole(numbers: Array) -> list[str]:
    """Return whole numbers as cells."""
    return list(map(str, numbers.tolist()))


def empty(count: int) -> list[str]:
    """Return that many empty cells."""
    return [""] * count


def ids(prefix: str, count: int) -> list[str]:
    """Return ids of one kind, such as ev000017."""
    width = max(4, len(str(count)))
    return [f"{prefix}{n:0{width}}" for n in range(count)]


def drawn(rng: np.random.Generator, shares: Mapping[str, float], count: int) -> list[str]:
    """Return cells that hold each word in about its share of the rows."""
    return taken(shares, chosen(rng, list(shares.values()), count))


def chosen(rng: np.random.Generator, shares: Sequence[float], count: int) -> Array:
    """Return codes from 0, each in about its share of the rows."""
    edges = np.cumsum(shares) / sum(shares)
    return np.searchsorted(edges, rng.random(count), side="right").clip(max=len(shares) - 1)


def zipf(rng: np.random.Generator, values: int, count: int, skew: float = 1.0) -> Array:
    """Return codes below ``values``: of few of them there is much, of most of them little."""
    return chosen(rng, (1 / (np.arange(values) + 2.0) ** skew).tolist(), count)


def csv_bytes(columns: Columns) -> bytes:
    """Return a table as the bytes of its file."""
    rows = map(",".join, zip(*columns.values(), strict=True))
    return ("\n".join((",".join(columns), *rows)) + "\n").encode()
