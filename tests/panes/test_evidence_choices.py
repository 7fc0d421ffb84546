"""What the pane of evidence offers to choose: companies to filter by, and linked facts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.evidence import EvidencePane
from jwviewer.panes.evidence.labels import FlowButton, FlowLabel
from jwviewer.selection import Selection
from jwviewer.session import State
from tests.evidence_hands import evidence_pane, state_of


@pytest.fixture
def pane(qtbot: QtBot) -> EvidencePane:
    return evidence_pane(qtbot)


def _choose(pane: EvidencePane, focus: str) -> None:
    pane.show_state(State(state_of(pane).dossier, Selection(focus=focus)))


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_companies_to_filter_by_are_found_by_typing(qtbot: QtBot, pane: EvidencePane) -> None:
    pane.proposed.connect(lambda s: pane.show_state(State(state_of(pane).dossier, s)))
    pane.filters.open_companies()
    companies = pane.filters.companies
    assert companies is not None
    names = [companies.model.index(n).data() for n in range(companies.model.rowCount())]
    assert "Lake & <b>Sons</b>" in names
    qtbot.keyClicks(companies.search, "lake")
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert [state_of(pane).dossier.name(c) for c in state_of(pane).selection.companies] == [
        "Lake & <b>Sons</b>"
    ]
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert not state_of(pane).selection.companies
    companies.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_another_dossier_is_not_filtered_by_companies_of_the_last(
    qtbot: QtBot, pane: EvidencePane
) -> None:
    proposed: list[Selection] = []
    pane.proposed.connect(proposed.append)
    pane.filters.open_companies()
    companies = pane.filters.companies
    assert companies is not None
    row = {"entity_id": "other", "kind": "company", "name": "Other", "mode": "narration"}
    other = State(Dossier.from_rows({"entities": [row]}))
    pane.hold()
    pane.show_state(other)
    qtbot.keyClick(companies.search, Qt.Key.Key_Return)
    assert not proposed, "nor while it is still being prepared"
    pane.release()
    assert not companies.isVisible()


def test_another_fact_takes_the_keyboard_from_the_links_of_the_last(
    qtbot: QtBot, pane: EvidencePane
) -> None:
    pane.proposed.connect(lambda selection: _choose(pane, selection.focus))
    _choose(pane, "all")
    link = pane.card.findChildren(FlowButton)[0]
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert pane.card.card is not None
    assert pane.card.card.fact_id != "all"
    assert pane.window().focusWidget() is pane.card
    shown = [b.accessibleName() for b in pane.card.findChildren(FlowButton)]
    assert shown == [f"{one.how}: {one.text}" for one in pane.card.card.links]
    texts = [label.text() for label in pane.card.findChildren(FlowLabel)]
    assert texts[0] == pane.card.card.title
    assert all(label.isVisible() for label in pane.card.findChildren(FlowLabel))
