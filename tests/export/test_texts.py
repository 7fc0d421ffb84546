"""Texts that a person wrote are remembered per dossier and pane, whatever the store holds."""

from __future__ import annotations

from typing import Any

import pytest

from jwviewer.drawing.figure import FigureTexts
from jwviewer.export.texts import LONGEST, remember, remembered


def test_what_was_written_comes_back_for_that_picture_only() -> None:
    store: dict[str, Any] = {}
    remember(store, "one", "timeline", FigureTexts(title="Mine", notes=""))
    assert remembered(store, "one", "timeline") == FigureTexts("Mine", None, "")
    assert remembered(store, "one", "metrics") == FigureTexts()
    assert remembered(store, "other", "timeline") == FigureTexts()


def test_automatic_texts_leave_nothing_behind() -> None:
    store: dict[str, Any] = {}
    remember(store, "one", "timeline", FigureTexts(title="Mine"))
    remember(store, "one", "timeline", FigureTexts())
    assert store == {}


@pytest.mark.parametrize("entry", [None, "x", [], {"title": 3}, {"title": None, "else": "x"}])
def test_a_damaged_store_counts_as_nothing(entry: object) -> None:
    assert remembered({"one/timeline": entry}, "one", "timeline") == FigureTexts()


def test_texts_have_a_longest() -> None:
    store: dict[str, Any] = {}
    remember(store, "one", "timeline", FigureTexts(title="x" * 9_999))
    assert remembered(store, "one", "timeline").title == "x" * LONGEST
