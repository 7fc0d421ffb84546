from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from jwviewer.dossier.collector import collect_seldom, collector_paused


@pytest.fixture
def collector() -> Iterator[None]:
    before, was_on = gc.get_threshold(), gc.isenabled()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    gc.enable() if was_on else gc.disable()


def test_collecting_begins_with_what_is_new(collector: None) -> None:
    circle: list[object] = []
    circle.append(circle)
    gc.disable()
    collect_seldom()
    assert gc.isenabled()
    assert not any(one is circle for one in gc.get_objects())
    later: list[object] = []
    assert any(one is later for one in gc.get_objects())


def test_a_pause_leaves_the_collector_as_it_was(collector: None) -> None:
    gc.enable()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
