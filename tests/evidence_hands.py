"""An evidence pane with the sample's facts, as tests hold it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from jwviewer.panes.evidence import EvidencePane
from jwviewer.session import State
from tests import fact_sample as sample


def evidence_pane(qtbot: QtBot) -> EvidencePane:
    """Return a pane that shows the sample."""
    pane = EvidencePane()
    qtbot.addWidget(pane)
    pane.resize(360, 900)
    pane.show_state(State(sample.dossier()))
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def state_of(pane: EvidencePane) -> State:
    """Return what a pane shows."""
    assert pane.state is not None
    return pane.state
