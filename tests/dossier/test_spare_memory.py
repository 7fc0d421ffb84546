from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from jwviewer.dossier.array_file import read_arrays, write_arrays
from jwviewer.dossier.spare_memory import give_back, let_go


def resident() -> int:
    """Return the bytes of files that are in this process's memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("RssFile"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it otherwise")
def test_kept_arrays_leave_memory_and_come_back_as_they_were(tmp_path: Path) -> None:
    numbers = np.arange(1 << 22, dtype=np.int64)
    write_arrays(tmp_path / "kept", "me", {"numbers": numbers})
    found = read_arrays(tmp_path / "kept", "me")
    assert found is not None
    total = int(found[1]["numbers"].sum())
    before = resident()
    let_go()
    give_back()
    assert before - resident() > numbers.nbytes // 2
    assert int(found[1]["numbers"].sum()) == total == int(numbers.sum())
