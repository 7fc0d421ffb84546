from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jwviewer.queries import search
from jwviewer.session import State
from jwviewer.shell.search_box import SearchBox
from tests import fact_sample as sample


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    box = SearchBox()
    qtbot.addWidget(box)
    box.show_state(State(sample.dossier()))
    box.show()
    return box


def _hits(box: SearchBox) -> list[str]:
    return [box.hits.item(row).text() for row in range(box.hits.count())]


def test_hits_come_by_themselves_once_a_large_dossier_can_be_searched(
    box: SearchBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, False])
    monkeypatch.setattr(search, "is_ready", lambda _: next(answers, True))
    qtbot.keyClicks(box, "n")
    assert _hits(box) == ["Getting ready to search…"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(_hits(box)) > 1)
    assert any("North Works" in hit for hit in _hits(box))


def test_leaving_the_box_ends_the_waiting(
    box: SearchBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def ask(one: object) -> bool:
        asked.append(one)
        return False

    monkeypatch.setattr(search, "is_ready", ask)
    qtbot.keyClicks(box, "n")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    count = len(asked)
    qtbot.wait(150)
    assert len(asked) == count
    assert box.text() == ""


def test_a_large_dossier_is_made_ready_in_another_thread(
    box: SearchBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    dossier = sample.dossier()
    assert not search.is_ready(dossier)
    qtbot.waitUntil(lambda: search.is_ready(dossier))
    assert search.search(dossier, "north")[0].fact_id == "north"


def test_nothing_found_is_said(box: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "zzzzqqq")
    assert _hits(box) == ["Nothing found"]


def test_the_invitation_is_never_cut(qtbot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    box.show()
    for width in (420, 300, 200, 110):
        box.resize(width, 30)
        words = box.placeholderText()
        assert words.startswith("Search")
        assert box.fontMetrics().horizontalAdvance(words) < width
    assert words == "Search"
