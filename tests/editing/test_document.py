"""Working on a dossier: saving, other people's changes, crashes and what is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jwviewer.dossier import atomic
from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.backups import backups
from jwviewer.editing.document import ChangedOutside, Document, EditRefused
from jwviewer.editing.edits import delete_row, set_cells
from jwviewer.editing.lock import Lock
from jwviewer.places import seed


@pytest.fixture(params=["folder", "one file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    target = tmp_path / ("d" if request.param == "folder" else "d.dossier")
    save_dossier(open_dossier(seed("jac-weichai")), target)
    return target


def note(document: Document, text: str) -> None:
    document.do(set_cells(document.dossier, "entities", 0, {"note": text}, "Note"))


def noted(path: Path) -> str:
    return str(open_dossier(path).row("entities", "jac-motors")["note"])


def test_saving_keeps_the_state_before_it(place: Path, tmp_path: Path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    assert not document.is_changed
    note(document, "one")
    assert document.is_changed
    assert noted(place) == ""
    document.save()
    assert not document.is_changed
    assert noted(place) == "one"
    (kept,) = backups(document.backups())
    assert noted(kept) == ""


def test_an_edit_with_a_fault_changes_nothing(place: Path, tmp_path: Path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    bad = set_cells(document.dossier, "events", 0, {"date": "2013-13"}, "Date")
    with pytest.raises(EditRefused, match="13"):
        document.do(bad)
    assert not document.is_changed
    assert document.recoverable() is None


def test_what_another_program_wrote_is_not_overwritten_unasked(place, tmp_path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    note(document, "mine")
    theirs = open_dossier(place)
    other = Document(theirs, tmp_path / "other")
    note(other, "theirs")
    other.save()
    assert document.changed_outside()
    with pytest.raises(ChangedOutside):
        document.save()
    assert noted(place) == "theirs"
    document.save(overwrite=True)
    assert noted(place) == "mine"
    assert noted(backups(document.backups())[0]) == "theirs"


def test_unsaved_changes_come_back_after_a_crash(place: Path, tmp_path: Path) -> None:
    crashed = Document(open_dossier(place), tmp_path / "state")
    note(crashed, "one")
    note(crashed, "two")
    del crashed

    document = Document(open_dossier(place), tmp_path / "state")
    found = document.recoverable()
    assert found is not None
    assert len(document.recover(found)) == 2
    assert document.is_changed
    document.save()
    assert noted(place) == "two"
    document.close()
    assert Document(open_dossier(place), tmp_path / "state").recoverable() is None


def test_undone_changes_are_undone_after_a_crash_too(place: Path, tmp_path: Path) -> None:
    crashed = Document(open_dossier(place), tmp_path / "state")
    change = delete_row(crashed.dossier, "entities", "weichai", "Delete")
    crashed.do(change)
    crashed.replay(change.inverse)
    document = Document(open_dossier(place), tmp_path / "state")
    document.recover(document.recoverable())
    assert "weichai" in document.dossier.fact_ids
    document.settle()
    assert not document.is_changed


def test_a_failed_write_keeps_the_old_file_and_the_edits(place, tmp_path, monkeypatch) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    note(document, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(WriteFailed, match="the disk is full"):
        document.save()
    monkeypatch.undo()
    assert noted(place) == ""
    assert document.is_changed
    document.save()
    assert noted(place) == "one"


def test_a_dossier_that_ships_is_saved_elsewhere(tmp_path: Path) -> None:
    source = tmp_path / "shipped"
    shutil.copytree(seed("jac-weichai"), source)
    document = Document(open_dossier(source), tmp_path / "state", fixed=True)
    note(document, "mine")
    assert "copy of your own" in document.obstacle
    with pytest.raises(WriteFailed):
        document.save()
    document.save(tmp_path / "mine.dossier")
    assert document.obstacle == ""
    assert (noted(source), noted(tmp_path / "mine.dossier")) == ("", "mine")
    note(document, "more")
    document.save()
    assert noted(tmp_path / "mine.dossier") == "more"


def test_the_second_person_is_told_who_edits(place: Path, tmp_path: Path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    assert not Lock(place).path.exists()
    note(document, "one")
    second = Document(open_dossier(place), tmp_path / "other")
    assert second.holder() is not None
    document.save()
    document.close()
    assert second.holder() is None
    assert open_dossier(place).problems == ()
