"""Cells gathered from places in a run of bytes, against copying them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier import cell_runs
from jwviewer.dossier.cell_runs import gathered


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 50), st.integers(0, 1 << 30))
def test_cells_are_gathered_whatever_the_parts_in_which_that_is_done(
    sizes: list[int], at_once: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    run = rng.integers(0, 256, 64, np.uint8)
    starts = np.array([rng.integers(0, len(run) - size + 1) for size in sizes], np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell_runs, "_AT_ONCE", at_once)
        found = gathered(run, starts, np.array(sizes, np.int64))
    cells = (run[a : a + n].tobytes() for a, n in zip(starts.tolist(), sizes, strict=True))
    assert found.tobytes() == b"".join(cells)
