"""A new dossier that never had a place is not lost either when the program is killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.dossier import Dossier
from jwviewer.editing.edits import add_rows
from jwviewer.places import seed
from jwviewer.shell.form_fields import LineField
from jwviewer.shell.row_dialog import RowDialog

Make = Callable[[], Program]
COMPANY = {"entity_id": "orion", "kind": "company", "name": "Orion Gears", "mode": "narration"}


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[Program] = []

    def make() -> Program:
        program = Program(seed("jac-weichai"), config=tmp_path / "config", logs=tmp_path)
        program.settings["welcomed"] = True
        qtbot.addWidget(program.window, before_close_func=lambda _: program.work.end())
        program.start()
        qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
        qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
        made.append(program)
        return program

    yield make
    for program in made:
        program.work.end()
        program.window.close()


def begin_new(program: Program) -> None:
    """Begin a dossier of one's own and leave it unsaved."""
    dossier = replace(Dossier.from_rows({}), id="mine", title="Gears of the north")
    program.session.open_dossier(dossier)
    program.work.open(dossier)
    assert program.work.edits.do(add_rows(dossier, {"entities": [COMPANY]}, "Add Orion"))


def press(program: Program, qtbot: QtBot, text: str) -> None:
    button = next(b for b in program.window.offers.buttons if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_new_dossier_that_was_never_saved_comes_back(
    start: Make, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = start()
    begin_new(killed)
    killed.work.end()
    killed.window.close()
    monkeypatch.chdir(tmp_path)
    again = start()
    assert (
        again.window.offers.label.text()
        == "“Gears of the north” of an earlier run was never saved."
    )
    press(again, qtbot, "Restore")
    shown = again.session.state.dossier
    assert (shown.title, shown.companies) == ("Gears of the north", ("orion",))
    assert again.window.isWindowModified()
    assert again.window.offers.offers == []
    again.commands.run("undo")
    assert again.session.state.dossier.companies == ()


def test_a_new_dossier_that_is_given_up_is_offered_once(start: Make, qtbot: QtBot) -> None:
    killed = start()
    begin_new(killed)
    killed.work.end()
    killed.window.close()
    again = start()
    press(again, qtbot, "Discard")
    assert again.session.state.dossier.id == "jac-weichai"
    again.window.close()
    assert start().window.offers.offers == []


def test_a_form_that_was_open_comes_back_with_what_was_typed(
    start: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jwviewer.shell.row_dialog.KEEP_MILLISECONDS", 10)
    killed = start()
    dialog = killed.commands.edit.edit("entities", "weichai")
    note = dialog.fields["note"]
    assert isinstance(note, LineField)
    with qtbot.waitSignal(dialog.typed, timeout=10_000):
        qtbot.keyClicks(note.line, "half a thought")
    killed.work.end()
    # The dialog goes with the killed program: nobody answers it.
    dialog.finished.disconnect()
    dialog.close()
    killed.window.close()
    again = start()
    assert "was still open" in again.window.offers.label.text()
    press(again, qtbot, "Open it again")
    shown = again.window.findChildren(RowDialog)[-1]
    assert shown.form.cells["note"].endswith("half a thought")
    shown.finish()
    assert again.session.state.dossier.row("entities", "weichai")["note"].endswith("half a thought")
    again.work.end()
    again.window.close()
    assert not start().window.offers.asks("form")
