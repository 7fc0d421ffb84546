"""The status bar: one thing at a time on its left side."""

from __future__ import annotations

from jwviewer.shell.status import Status


def test_the_marks_do_not_come_back_over_a_message(qtbot) -> None:
    status = Status()
    qtbot.addWidget(status)
    status.resize(900, 30)
    status.show()
    status.showMessage("12 facts are in the dossier")
    status.show_progress(-1)
    assert not status.marks.isVisible()
    status.clearMessage()
    assert status.marks.isVisible()
    status.showMessage("12 facts are in the dossier")
    status.show_progress(0.5)
    assert status.progress.isVisible()
    assert not status.currentMessage()
    assert not status.marks.isVisible()
    status.show_progress(-1)
    assert status.marks.isVisible()
    assert not status.progress.isVisible()
