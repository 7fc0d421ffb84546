"""Journals, fingerprints, backups and locks: what keeps a person's work when things go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.cache import Cache, FolderShelf
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.dossier.kept import Store
from jwviewer.editing.backups import KEPT, back_up, backups
from jwviewer.editing.change import Change, RowChange, apply
from jwviewer.editing.edits import set_cells
from jwviewer.editing.fingerprint import NOTHING, as_opened, fingerprint
from jwviewer.editing.journal import (
    Journal,
    Recovered,
    in_use,
    journal_path,
    left_journals,
    read_journal,
)
from jwviewer.editing.lock import Lock
from jwviewer.places import seed

cells = st.dictionaries(st.sampled_from(["note", "name", "odd"]), st.text(min_size=1), max_size=3)
changes = st.builds(
    Change,
    st.text(max_size=20),
    st.lists(
        st.builds(RowChange, st.just("entities"), st.integers(0, 99), st.none() | cells, cells),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=40)
@given(st.lists(changes, max_size=6), st.integers(0, 40))
def test_a_cut_journal_gives_back_all_but_the_change_that_was_cut(tmp_path_factory, made, cut):
    path = tmp_path_factory.mktemp("journal") / "j.jsonl"
    journal = Journal(path, Path("/somewhere/x"), "abc")
    for change in made:
        journal.write(change)
    if not made:
        assert read_journal(path) is None
        return
    found = read_journal(path)
    assert found is not None
    assert found.base == "abc"
    assert found.changes == tuple(made)
    data = path.read_bytes()
    last = data.rstrip(b"\n").rfind(b"\n") + 1
    path.write_bytes(data[: max(last, len(data) - 1 - cut)])
    found = read_journal(path)
    assert found is not None
    assert found.changes == tuple(made[:-1])
    later = Journal(path, Path("/somewhere/x"), "later")
    later.write(made[0])
    assert read_journal(path) == Recovered(Path("/somewhere/x"), "later", (made[0],))


def test_changes_are_recovered_after_the_process_was_killed(tmp_path):
    dossier = open_dossier(seed("jac-weichai"))
    save_dossier(dossier, tmp_path / "d")
    state = fingerprint(tmp_path / "d")
    path = journal_path(tmp_path / "state", tmp_path / "d")
    script = f"""
import os, signal
from pathlib import Path
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.files import open_dossier
from jwviewer.editing.change import apply
from jwviewer.editing.edits import set_cells
from jwviewer.editing.journal import Journal
dossier = open_dossier(Path({str(tmp_path / "d")!r}))
journal = Journal(Path({str(path)!r}), Path({str(tmp_path / "d")!r}), {state.contents!r})
for note in ("one", "two"):
    change = set_cells(dossier, "entities", 0, {{"note": note}}, "Note")
    dossier = apply(dossier, change)
    journal.write(change)
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[2])
    found = read_journal(path)
    assert found is not None
    assert found.origin is not None
    assert found.base == fingerprint(tmp_path / "d").contents
    again = open_dossier(found.origin)
    for change in found.changes:
        again = apply(again, change)
    assert again.row("entities", "jac-motors")["note"] == "two"


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]\n", b"\xff\n", b'{"format":99,"origin":null,"base":""}\n']
)
def test_a_file_that_is_no_journal_recovers_nothing(tmp_path, data):
    (tmp_path / "j").write_bytes(data)
    assert read_journal(tmp_path / "j") is None


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_change_that_could_not_be_written_down_is_written_with_the_next(
    tmp_path, monkeypatch, step
):
    dossier = open_dossier(seed("jac-weichai"))
    notes = [set_cells(dossier, "entities", 0, {"note": n}, n) for n in ("a", "b", "c")]
    journal = Journal(tmp_path / "j", None, "old")
    journal.write(notes[0])
    write = os.write
    calls: list[int] = []

    def full(descriptor, *data):
        # The disk takes half of what is written, and then nothing.
        calls.append(write(descriptor, data[0][: len(data[0]) // 2]) if data and not calls else 0)
        if not data or len(calls) > 1:
            raise OSError(28, "No space left on device")
        return calls[0]

    monkeypatch.setattr(os, step, full)
    with pytest.raises(WriteFailed, match="the disk is full"):
        journal.write(notes[1])
    monkeypatch.undo()
    assert journal.is_behind
    labels = [c.label for c in read_journal(journal.path).changes]
    assert labels == (["a"] if step == "write" else ["a", "b"])
    journal.write(notes[2])
    assert [c.label for c in read_journal(journal.path).changes] == ["a", "b", "c"]


def test_what_was_taken_back_at_once_is_not_worth_recovering():
    dossier = open_dossier(seed("jac-weichai"))
    one, two = (set_cells(dossier, "entities", 0, {"note": n}, n) for n in ("a", "b"))
    assert Recovered(None, "", (one, one.inverse)).net == ()
    assert Recovered(None, "", (one, two, two.inverse, one.inverse, two)).net == (two,)


def test_a_file_changed_by_another_program_is_noticed(tmp_path):
    dossier = open_dossier(seed("jac-weichai"))
    save_dossier(dossier, tmp_path / "d")
    before = fingerprint(tmp_path / "d")
    assert fingerprint(tmp_path / "d", before) is before
    roles = tmp_path / "d" / "data" / "roles.csv"
    os.utime(roles)
    assert fingerprint(tmp_path / "d", before) == before
    roles.write_bytes(roles.read_bytes() + b"\n")
    assert fingerprint(tmp_path / "d", before) != before
    assert fingerprint(tmp_path / "gone") == NOTHING


@pytest.mark.parametrize("name", ["folder", "file.dossier"])
def test_what_the_reader_knows_of_the_files_is_what_they_hold(tmp_path, name):
    cache = Cache(tmp_path / "cache", least=1)
    path = tmp_path / name
    save_dossier(open_dossier(seed("jac-weichai")), path)
    first = open_dossier(path, cache=cache)
    assert isinstance(first.store, Store)
    shelf = first.store.kept.shelf
    assert isinstance(shelf, FolderShelf)
    assert shelf.as_read()
    assert as_opened(first) == fingerprint(path)
    shelf.finish()
    again = open_dossier(path, cache=cache)
    assert fingerprint(path, as_opened(again)) is not NOTHING
    assert as_opened(again) == fingerprint(path)
    table = path / "data" / "roles.csv" if path.is_dir() else path
    table.write_bytes(table.read_bytes() + b"\n")
    # What was opened is what counts, even if the files are others by now.
    assert as_opened(again) != fingerprint(path)


def test_five_backups_are_kept_the_newest_first(tmp_path):
    file = tmp_path / "a.dossier"
    for number in range(8):
        dossier = open_dossier(seed("jac-weichai"))
        change = set_cells(dossier, "entities", 0, {"note": str(number)}, "Note")
        save_dossier(apply(dossier, change), file)
        made = back_up(file, tmp_path / "kept", datetime(2026, 1, 1, 0, 0, number, tzinfo=UTC))
        assert made == backups(tmp_path / "kept")[0]
    found = backups(tmp_path / "kept")
    assert len(found) == KEPT
    notes = [open_dossier(path).row("entities", "jac-motors")["note"] for path in found]
    assert notes == ["7", "6", "5", "4", "3"]
    assert back_up(tmp_path / "nothing", tmp_path / "kept") is None


def test_a_folder_is_backed_up_as_one_file_that_opens(tmp_path):
    dossier = open_dossier(seed("jac-weichai"))
    save_dossier(dossier, tmp_path / "d")
    kept = back_up(tmp_path / "d", tmp_path / "kept")
    assert kept is not None
    assert open_dossier(kept).fact_ids == dossier.fact_ids


def test_a_lock_names_who_has_the_dossier_and_goes_when_released(tmp_path):
    file = tmp_path / "a.dossier"
    lock = Lock(file)
    assert lock.take() is None
    assert lock.holder().process == os.getpid()
    lock.release()
    assert not lock.path.exists()


def test_a_lock_of_another_machine_holds_and_one_of_a_dead_process_does_not(tmp_path):
    lock = Lock(tmp_path / "a.dossier")
    told = {"user": "anna", "host": "elsewhere", "process": 1, "since": "2026-01-01T00:00:00+00:00"}
    lock.path.write_text(json.dumps(told))
    assert lock.take().user == "anna"
    lock.release()
    assert lock.path.exists()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    import platform

    lock.path.write_text(json.dumps({**told, "host": platform.node(), "process": ended.pid}))
    assert lock.take() is None
    assert lock.holder().process == os.getpid()
    lock.release()


@pytest.mark.parametrize("data", ["", "[]", "{", '{"user": 1}'])
def test_a_damaged_lock_is_replaced(tmp_path, data):
    lock = Lock(tmp_path / "a.dossier")
    lock.path.write_text(data)
    assert lock.take() is None
    assert lock.holder() is not None
    lock.release()


def test_a_dossier_whose_name_is_no_text_is_recovered_too(tmp_path):
    origin = Path(os.fsdecode(b"/mail/\xe4rger.dossier"))
    Journal(tmp_path / "j.jsonl", origin, "abc").write()
    assert read_journal(tmp_path / "j.jsonl") == Recovered(origin, "abc", ())


def test_changes_that_were_taken_over_are_not_offered_a_second_time(tmp_path):
    origin, folder = tmp_path / "d", tmp_path / "journals"
    change = Change("One", (RowChange("entities", 0, {"note": "a"}, {"note": "b"}),))
    journals = [Journal(journal_path(folder, origin, number), origin, "x") for number in (1, 2, 3)]
    marks: list[str] = []
    for journal in journals:
        journal.write(change, instead_of=marks)
        marks = [read_journal(journal.path).mark]
    assert left_journals(folder, origin, journals[2].path) == []
    assert sorted(folder.iterdir()) == [journals[2].path]


def test_a_journal_of_an_earlier_process_with_our_number_is_recovered(tmp_path):
    journal = Journal(journal_path(tmp_path, tmp_path / "d"), tmp_path / "d", "x")
    journal.write()
    assert not in_use(journal.path)
    head = json.loads(journal.path.read_bytes())
    journal.path.write_text(json.dumps({**head, "birth": "0" * 8}) + "\n")
    assert not in_use(journal.path)
    journal.path.write_text(json.dumps({**head, "process": os.getppid(), "birth": ""}) + "\n")
    assert in_use(journal.path)
