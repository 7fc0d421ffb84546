"""A review of the sample article in a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.review import ReviewPane
from jwviewer.reading.review_log import ReviewLog
from jwviewer.reading.sitting import Sitting
from jwviewer.session import State
from tests.reading.review_sample import TEXT, review


@pytest.fixture
def pane(qtbot, tmp_path: Path) -> ReviewPane:
    made = ReviewPane()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show_state(State(Dossier.from_rows({})))
    made.show()
    qtbot.waitExposed(made)
    made.begin(Sitting(review(), ReviewLog(tmp_path, TEXT)), "An article")
    return made
