"""Days, values and heights as the plot library takes them: finite float64, UTC seconds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY = 86_400.0
_EPOCH = date(1970, 1, 1).toordinal()
Array = np.ndarray[Any, np.dtype[Any]]


def as_float64(values: Iterable[object]) -> NDArray[np.float64]:
    """Return numbers as finite float64; raise ValueError for anything that is none."""
    array = np.asarray([float(str(value)) for value in values], dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError("only finite numbers can be plotted")
    return array


def seconds(day: float) -> float:
    """Return an ordinal day as seconds since 1970 in UTC."""
    return (day - _EPOCH) * DAY


def day_of(moment: float) -> float:
    """Return the ordinal day, with its fraction, of a moment in UTC seconds."""
    return moment / DAY + _EPOCH


def moments(days: Array) -> Array:
    """Return many days as ``seconds`` does one."""
    return np.asarray((days - _EPOCH) * DAY, np.float64)


def height(value: float, floor: float | None) -> float:
    """Return where a value stands; on a logarithmic axis, which has a floor, at least there."""
    # pyqtgraph's own log mode leaves most of its items in linear values.
    return value if floor is None else math.log10(max(value, floor))


def heights(values: Array, floor: float | None) -> Array:
    """Return where many values stand, as ``height`` tells of one."""
    return np.asarray(values if floor is None else np.log10(np.maximum(values, floor)), np.float64)
