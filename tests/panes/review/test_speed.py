"""Forty facts in three minutes: how many keys that takes, and what a key may not do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.review import ReviewPane
from jwviewer.reading import read_span
from jwviewer.reading.loaders import load_article
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review
from jwviewer.reading.sitting import Sitting
from jwviewer.session import State

ARTICLE = Path(__file__).parents[2] / "reading" / "articles" / "dev" / "wire-marine-engines.txt"


@pytest.fixture
def pane(qtbot) -> ReviewPane:
    made = ReviewPane()
    qtbot.addWidget(made)
    made.show_state(State(Dossier.from_rows({})))
    made.begin(Sitting(Review.of(read_text(load_article(ARTICLE).text))), "An article")
    return made


def test_an_article_takes_less_than_a_key_a_fact_when_it_was_read_right(qtbot, pane) -> None:
    keys = 0
    total = pane.sitting.review.progress.total
    assert total >= 40
    while pane.sitting.review.progress.reviewed < total:
        group = pane.sitting.review.group(pane.walk.current)
        ready = pane.sitting.review.ready(group, pane.walk.listed)
        held = Qt.KeyboardModifier.ShiftModifier if ready else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(pane.side.facts, Qt.Key.Key_A, held)
        keys += 1
        assert keys <= total
    assert keys < total


def test_deciding_and_moving_never_read_anything_again(qtbot, pane, monkeypatch) -> None:
    def read(*_: object, **__: object) -> None:
        raise AssertionError("a key made the rules run")

    monkeypatch.setattr(read_span, "read_text", read)
    for key in "ARJKUF D":
        qtbot.keyClick(pane.side.facts, key)
        if pane.side.prompt.isVisible():
            qtbot.keyClick(pane.side.prompt.line, Qt.Key.Key_Escape)
    assert pane.sitting.review.progress.reviewed == 1


def test_moving_an_end_runs_the_rules_on_that_passage_only(qtbot, pane, monkeypatch) -> None:
    lengths = []

    def read(text: str, **rest: Any) -> object:
        lengths.append(len(text))
        return read_text(text, **rest)

    monkeypatch.setattr(read_span, "read_text", read)
    pane.choose_fact(
        next(k for k, i in pane.sitting.review.items.items() if i.fact.kind == "figure")
    )
    qtbot.keyClick(pane.side.facts, "]")
    assert lengths
    assert max(lengths) < 400
