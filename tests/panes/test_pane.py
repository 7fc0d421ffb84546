from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from jwviewer.dossier.files import open_dossier
from jwviewer.panes.evidence import EvidencePane
from jwviewer.places import seed
from jwviewer.session import State


@pytest.fixture
def pane(qtbot: QtBot) -> EvidencePane:
    pane = EvidencePane()
    qtbot.addWidget(pane)
    pane.resize(500, 600)
    pane.show()
    return pane


def test_a_pane_that_is_held_shows_what_came_last_when_it_is_released(pane: EvidencePane) -> None:
    state = State(open_dossier(seed("jac-weichai")))
    pane.hold()
    pane.hold()
    pane.show_state(state)
    chosen = replace(state, selection=state.selection.with_focus("sold-2018"))
    pane.show_state(chosen)
    assert pane.is_held
    assert not pane.facts.isVisible()
    assert len(pane.positions) == 0
    pane.release()
    assert not pane.is_held
    assert pane.facts.isVisible()
    assert len(pane.positions) == len(state.dossier.fact_ids)
    assert pane.card.card is not None


def test_the_table_asked_for_of_a_held_pane_is_there_when_it_is_released(
    pane: EvidencePane,
) -> None:
    pane.hold()
    pane.show_state(State(open_dossier(seed("jac-weichai"))))
    pane.show_table(shown=True)
    assert pane.shows_table
    pane.release()
    assert pane.shows_table
    assert pane.focusProxy().isVisible()


def test_a_pane_that_shows_a_state_early_proposes_nothing_until_the_next(
    pane: EvidencePane,
) -> None:
    heard: list[object] = []
    pane.proposed.connect(heard.append)
    state = State(open_dossier(seed("jac-weichai")))
    pane.show_early(state)
    assert len(pane.positions) == len(state.dossier.fact_ids)
    pane.choose("sold-2018")
    assert heard == []
    pane.show_state(state)
    pane.choose("sold-2018")
    assert len(heard) == 1
