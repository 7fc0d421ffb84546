from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from jwviewer.dossier.spare_memory import give_back
from jwviewer.shell import spare_memory
from jwviewer.shell.spare_memory import SpareMemory


def _resident() -> int:
    """Return the bytes that this process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do it themselves")
def test_memory_between_what_is_still_used_goes_back_to_the_system() -> None:
    blocks = [np.ones(8192, np.uint8) for _ in range(16_000)]
    kept = blocks[::16]
    del blocks
    before = _resident()
    give_back()
    assert before - _resident() > 60_000_000
    assert len(kept) == 1000


def test_it_is_given_back_for_what_was_used_first_and_once_for_all_that_came_meanwhile(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[None] = []
    monkeypatch.setattr(spare_memory, "AFTER_MILLISECONDS", 20)
    monkeypatch.setattr(spare_memory, "give_back", lambda: given.append(None))
    parent = QObject()
    spare = SpareMemory(parent)
    for _ in range(3):
        spare.used()
    qtbot.waitUntil(lambda: len(given) == 2)
    qtbot.wait(60)
    assert len(given) == 2
