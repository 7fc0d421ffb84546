"""What `make run` says where there is no display."""

from __future__ import annotations

import pytest
import run


def test_the_summary_counts_the_facts_of_the_seed() -> None:
    first, *kinds = run.summary([]).splitlines()
    total = int(first.split()[0])
    assert first.endswith(" facts")
    assert total >= 75
    assert sum(int(line.split()[0]) for line in kinds) == total


def test_a_machine_without_a_display_is_not_asked_for_a_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not run.has_display()


def test_a_display_that_is_gone_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not run.has_display()
