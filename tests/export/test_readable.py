"""A picture whose text nobody can read is refused with the smallest size that will do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.drawing.figure import units_scale
from jwviewer.export.presets import LEAST_SIDE, PRESETS, SizeRefused
from jwviewer.export.readable import check_readable


@pytest.mark.parametrize(
    ("asked", "dense", "least"),
    [
        ((64, 64, 1.0), False, "at least 185 × 185 pixels"),
        ((64, 64, 4.0), False, "at least 185 × 185 pixels"),
        ((160, 120, 1.0), False, "at least 185 × 139 pixels"),
        ((64, 64, 1.0), True, "at least 308 × 308 pixels"),
        ((400, 300, 0.25), False, "at a scale of 0.25 "),
    ],
)
def test_what_is_too_small_to_read_is_refused(
    asked: tuple[int, int, float], dense: bool, least: str
) -> None:
    with pytest.raises(SizeRefused, match=least):
        check_readable(*asked, dense=dense)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("dense", [False, True])
def test_usual_sizes_are_readable(preset: object, dense: bool) -> None:
    check_readable(preset.width, preset.height, 1.0, dense=dense)  # type: ignore[attr-defined]


@given(st.integers(LEAST_SIDE, 600), st.integers(LEAST_SIDE, 600), st.booleans())
def test_the_size_named_is_readable(width: int, height: int, dense: bool) -> None:
    try:
        check_readable(width, height, 1.0, dense=dense)
    except SizeRefused as refused:
        named = re.search(r"least ([\d,]+) × ([\d,]+)", str(refused))
        assert named is not None
        width, height = (int(side.replace(",", "")) for side in named.groups())
        check_readable(width, height, 1.0, dense=dense)
    assert units_scale(width, height, dense=dense) * 13 >= 5.999
