"""Working on a dossier: saving, other people's changes, crashes and what is kept."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.editing.backups import backups
from jwviewer.editing.difference import changed_tables, difference
from jwviewer.editing.document import ChangedOutside, Document, EditRefused, SaveRefused
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


def test_nothing_is_recovered_where_everything_was_undone(place: Path, tmp_path: Path) -> None:
    crashed = Document(open_dossier(place), tmp_path / "state")
    change = delete_row(crashed.dossier, "entities", "weichai", "Delete")
    crashed.do(change)
    crashed.replay(change.inverse)
    document = Document(open_dossier(place), tmp_path / "state")
    assert document.recoverable() is None
    assert not list((tmp_path / "state" / "journals").iterdir())


def test_changes_that_were_saved_before_the_crash_are_not_offered(place, tmp_path) -> None:
    crashed = Document(open_dossier(place), tmp_path / "state")
    note(crashed, "one")
    save_dossier(crashed.dossier, place)
    document = Document(open_dossier(place), tmp_path / "state")
    assert document.recoverable() is None


def test_unanswered_changes_of_an_earlier_run_outlive_new_edits(place, tmp_path) -> None:
    note(Document(open_dossier(place), tmp_path / "state"), "one")
    second = Document(open_dossier(place), tmp_path / "state")
    note(second, "two")
    second.save()
    second.close()
    third = Document(open_dossier(place), tmp_path / "state")
    found = third.recoverable()
    assert found is not None
    # The note is another one by now, so the change does not fit and is given up.
    assert third.recover(found) == ()


def test_two_processes_do_not_recover_each_others_changes(place: Path, tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from jwviewer.dossier.files import open_dossier
from jwviewer.editing.difference import changed_tables, difference
from jwviewer.editing.document import Document
from jwviewer.editing.edits import set_cells
document = Document(open_dossier(Path({str(place)!r})), Path({str(tmp_path / "state")!r}))
document.do(set_cells(document.dossier, "entities", 0, {{"note": "theirs"}}, "Note"))
print("ready", flush=True)
sys.stdin.read()
"""
    other = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        other.stdout.readline()
        document = Document(open_dossier(place), tmp_path / "state")
        assert document.recoverable() is None
        assert document.holder().process == other.pid
        note(document, "mine")
    finally:
        other.kill()
        other.communicate()
    # The other one was killed: its change is offered to the next run, and mine is kept.
    found = Document(open_dossier(place), tmp_path / "elsewhere").recoverable()
    assert found is None
    later = Document(open_dossier(place), tmp_path / "state")
    after = later.recoverable().changes[0].rows[0].after
    assert after is not None
    assert after["note"] == "theirs"


def test_left_out_rows_are_never_saved_over(tmp_path: Path) -> None:
    save_dossier(open_dossier(seed("jac-weichai")), tmp_path / "d")
    figures = tmp_path / "d" / "data" / "figures.csv"
    figures.write_text(figures.read_text().replace("260000", "26o000", 1))
    document = Document(open_dossier(tmp_path / "d"), tmp_path / "state")
    note(document, "mine")
    for path in (None, tmp_path / "d"):
        with pytest.raises(SaveRefused, match="would be lost"):
            document.save(path)
    document.save(tmp_path / "rest.dossier")
    assert "26o000" in figures.read_text()
    assert noted(tmp_path / "rest.dossier") == "mine"


def test_returning_to_an_earlier_state_is_a_change_like_any_other(place, tmp_path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    before = document.dossier
    document.do(delete_row(before, "entities", "weichai", "Delete"))
    note(document, "one")
    after = document.dossier
    back = difference(after, before, "Return")
    document.do(back)
    for name, table in before.tables.items():
        assert table.equals(document.dossier.tables[name]), name
    document.replay(back.inverse)
    for name, table in after.tables.items():
        assert table.equals(document.dossier.tables[name]), name
    assert changed_tables(after, before)["entities"] >= 2


def test_what_was_reloaded_away_is_among_the_backups(place: Path, tmp_path: Path) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    note(document, "mine")
    kept = document.put_aside()
    assert noted(kept) == "mine"
    assert noted(place) == ""


def test_a_failed_write_keeps_the_old_file_and_the_edits(place, tmp_path, monkeypatch) -> None:
    document = Document(open_dossier(place), tmp_path / "state")
    note(document, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jwviewer.dossier.atomic.os.fsync", full)
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
    with pytest.raises(SaveRefused, match="copy of your own"):
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
    assert not Lock(place).path.exists()
    assert open_dossier(place).problems == ()


def test_a_lock_that_a_killed_run_left_is_gone_after_the_next_start(place, tmp_path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True
    )
    holder = {"user": "me", "host": platform.node(), "process": int(ended.stdout), "since": ""}
    Lock(place).path.write_text(json.dumps(holder))
    document = Document(open_dossier(place), tmp_path / "state")
    assert not Lock(place).path.exists()
    assert document.holder() is None


def test_what_was_changed_before_restoring_stays(place: Path, tmp_path: Path) -> None:
    crashed = Document(open_dossier(place), tmp_path / "state")
    crashed.do(set_cells(crashed.dossier, "entities", 1, {"note": "before"}, "Note"))
    document = Document(open_dossier(place), tmp_path / "state")
    note(document, "after")
    found = document.recoverable()
    assert found is not None
    assert len(document.recover(found)) == 1
    document.save()
    assert noted(place) == "after"
    assert open_dossier(place).tables["entities"]["note"].iloc[1] == "before"
