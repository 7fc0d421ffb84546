"""The list of companies in the toolbar's filters, and what it offers to choose from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.drawing.choice_list import ChoiceList
from jwviewer.selection import Selection
from jwviewer.session import State
from jwviewer.shell.filters import Filters

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def _dossier(name: str, count: int = 30) -> Dossier:
    rows = [
        {"entity_id": f"{name}{n}", "kind": "company", "name": f"{name} {n}", "mode": "narration"}
        for n in range(count)
    ]
    return Dossier.from_rows({"entities": rows})


@pytest.fixture
def filters(qtbot: QtBot) -> Iterator[Filters]:
    window = QWidget()
    qtbot.addWidget(window)
    filters = Filters(window)
    filters.show_state(State(_dossier("Northern Yard")))
    filters.resize(1600, 40)
    window.show()
    qtbot.waitExposed(window)
    yield filters
    window.close()


def _opened(filters: Filters) -> ChoiceList:
    next(b for b in filters.findChildren(QToolButton) if "companies" in b.text()).click()
    found = filters.findChildren(ChoiceList)[0]
    assert found.isVisible()
    return found


def test_the_list_closes_when_another_dossier_comes(filters: Filters) -> None:
    found = _opened(filters)
    filters.show_state(State(_dossier("Southern Yard")))
    assert not found.isVisible()


def test_the_list_closes_when_a_narrower_window_leaves_it_more_companies(filters: Filters) -> None:
    found = _opened(filters)
    filters.resize(1590, 40)
    assert found.isVisible(), "as long as the same companies have a chip"
    filters.resize(filters.minimumSizeHint())
    assert not found.isVisible()


def test_the_list_follows_what_is_chosen_elsewhere(filters: Filters) -> None:
    found, dossier = _opened(filters), _dossier("Northern Yard")
    filters.show_state(State(dossier, Selection(companies=frozenset({"Northern Yard7"}))))
    assert found.isVisible()
    assert found.chosen == {"Northern Yard7"}
