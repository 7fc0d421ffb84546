"""Arrays on the disk are what they were, and need no memory while nobody looks."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from jwviewer.dossier import spill as spill_module
from jwviewer.dossier.columns import Coded, Column, Digests, Ids, Text, Whole
from jwviewer.dossier.spill import LEAST, Array, Spill


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    spill = Spill(tmp_path / "not there yet")
    many: list[Array] = [np.arange(LEAST, dtype=np.int32) + n for n in range(3)]
    many += [np.array([b"id-1", b"id-22"] * LEAST), np.ones((LEAST, 3)), np.arange(9 << 20)[::3]]
    moved = [spill.moved(one) for one in many]
    assert spill.used
    spill.rest()
    for one, other in zip(many, moved, strict=True):
        assert one.dtype == other.dtype
        assert (one == other).all()
        assert not other.flags.writeable


def test_an_array_larger_than_a_piece_of_the_file_has_its_own() -> None:
    with patch.object(spill_module, "_PIECE", 1 << 20):
        spill = Spill()
        large = np.arange(1 << 20, dtype=np.int64)
        assert (spill.moved(large) == large).all()
        assert (spill.moved(large + 1) == large + 1).all()


def test_small_arrays_stay_where_they_are() -> None:
    spill, small = Spill(), np.arange(10)
    assert spill.moved(small) is small
    assert not spill.used


@pytest.mark.parametrize(
    "column",
    [
        Coded(np.array([0, 1, 1], np.uint8), ("a", "b")),
        Coded(np.array([0, 1, 1], np.uint8), Text.of(("a", "b"))),
        Text.of(("one", "", "drei")),
        Ids(np.array([b"one", b"two"])),
        Whole(np.array([1, -5], np.int32)),
        Digests(np.arange(64, dtype=np.uint8).reshape(2, 32)),
    ],
    ids=lambda column: type(column).__name__,
)
def test_every_column_can_be_moved(column: Column) -> None:
    with patch.object(spill_module, "LEAST", 1):
        moved = Spill().column(column)
    assert type(moved) is type(column)
    assert moved.texts() == column.texts()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells so exactly")
def test_what_rests_is_not_in_memory() -> None:
    spill = Spill()
    moved = spill.moved(np.ones(64 << 20, np.uint8))
    assert moved.sum() == 64 << 20
    before = _resident()
    spill.rest()
    assert before - _resident() > 60_000_000
    assert moved.sum() == 64 << 20


def test_the_file_goes_when_nobody_needs_it(tmp_path: Path) -> None:
    spill = Spill(tmp_path)
    moved = spill.moved(np.ones(LEAST, np.uint8))
    assert not [path for path in tmp_path.iterdir() if sys.platform.startswith("linux")]
    del spill
    assert moved.all()
    del moved
    assert not list(tmp_path.iterdir())


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
