"""Undo and redo over a document, as the Edit menu shows them."""

from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.edits import delete_row, set_cells
from jwviewer.places import seed
from jwviewer.session import Session, State
from jwviewer.shell.edits import Edits


@pytest.fixture
def edits(tmp_path, qapp):
    save_dossier(open_dossier(seed("jac-weichai")), tmp_path / "d")
    made = Edits(tmp_path / "state")
    made.open(open_dossier(tmp_path / "d"), fixed=False)
    yield made
    made.close()


def note(edits: Edits, text: str) -> bool:
    return edits.do(set_cells(edits.document.dossier, "entities", 0, {"note": text}, "Note"))


def noted(dossier: Dossier) -> str:
    return str(dossier.row("entities", "jac-motors")["note"])


def test_every_change_can_be_undone_and_made_again(edits, qtbot):
    seen = []
    edits.changed.connect(lambda dossier: seen.append(noted(dossier)))
    assert note(edits, "one")
    assert note(edits, "two")
    assert edits.stack.undoText() == "Note"
    edits.stack.undo()
    edits.stack.undo()
    assert not edits.is_changed
    edits.stack.redo()
    edits.stack.redo()
    assert seen == ["one", "two", "one", "", "one", "two"]
    assert edits.is_changed


def test_a_change_with_a_fault_is_told_and_not_on_the_stack(edits):
    told: list[str] = []
    edits.said.connect(told.append)
    assert not edits.do(set_cells(edits.document.dossier, "events", 0, {"date": "2013-13"}, "Date"))
    assert "Not changed" in told[0]
    assert "month" in told[0] or "13" in told[0]
    assert edits.stack.count() == 0


def test_saving_makes_it_clean_and_undo_makes_it_changed_again(edits, tmp_path):
    note(edits, "one")
    edits.save()
    assert not edits.is_changed
    edits.stack.undo()
    assert edits.is_changed
    assert noted(open_dossier(tmp_path / "d")) == "one"
    edits.save()
    assert noted(open_dossier(tmp_path / "d")) == ""


def test_recovered_changes_can_be_undone(edits, tmp_path):
    note(edits, "one")
    note(edits, "two")
    later = Edits(tmp_path / "state")
    later.open(open_dossier(tmp_path / "d"), fixed=False)
    assert later.recover() == 2
    assert noted(later.document.dossier) == "two"
    later.stack.undo()
    assert noted(later.document.dossier) == "one"
    later.close()


def test_what_was_chosen_stays_chosen_unless_it_was_deleted(edits):
    dossier = edits.document.dossier
    session = Session(State(dossier))
    edits.changed.connect(session.edit_dossier)
    session.select(session.state.selection.with_focus("weichai"))
    note(edits, "one")
    assert session.state.selection.focus == "weichai"
    edits.do(delete_row(edits.document.dossier, "entities", "weichai", "Delete"))
    assert session.state.selection.focus is None
    edits.stack.undo()
    assert "weichai" in session.state.dossier.fact_ids


def test_nothing_is_offered_for_recovery_after_everything_was_undone(edits, tmp_path):
    note(edits, "one")
    edits.stack.undo()
    edits.close()
    later = Edits(tmp_path / "state")
    later.open(open_dossier(tmp_path / "d"), fixed=False)
    assert later.document.recoverable() is None
    later.close()
