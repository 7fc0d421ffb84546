"""Open, save and open again: nothing changes, and nothing is half written."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

from jwviewer.dossier.columns import column_of
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import (
    DossierRefused,
    WriteFailed,
    open_dossier,
    pack,
    save_dossier,
    unpack,
)
from jwviewer.dossier.table import TableColumns
from jwviewer.places import seed
from tests.dossier.example import csv_bytes, parts, rows, write_folder
from tests.dossier.strategies import dossiers


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def assert_same(one: Dossier, two: Dossier) -> None:
    for name, frame in one.tables.items():
        assert frame.equals(two.tables[name]), name
        assert list(frame.columns) == list(two.tables[name].columns)
    about = ("id", "title", "version", "description", "fictional")
    assert [getattr(one, a) for a in about] == [getattr(two, a) for a in about]
    assert tuple(one.facts) == tuple(two.facts)


def survives_the_round_trip(dossier: Dossier) -> None:
    # Waiting for the disk would make hundreds of examples slow.
    with tempfile.TemporaryDirectory() as place, patch("os.fsync"):
        folder, file, again = Path(place, "a"), Path(place, "b.dossier"), Path(place, "c")
        save_dossier(dossier, folder)
        first = open_dossier(folder)
        assert first.problems == ()
        assert_same(dossier, first)
        save_dossier(first, file)
        second = open_dossier(file)
        assert second.problems == ()
        assert_same(first, second)
        save_dossier(second, again)
        assert content(again) == content(folder)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_valid_dossier_survives_the_round_trip(dossier: Dossier) -> None:
    survives_the_round_trip(dossier)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_thousands_of_valid_dossiers_survive_the_round_trip(dossier: Dossier) -> None:
    survives_the_round_trip(dossier)


def test_an_unchanged_save_is_byte_identical_and_touches_nothing(tmp_path: Path) -> None:
    folder, file = write_folder(tmp_path / "a"), tmp_path / "a.dossier"
    save_dossier(open_dossier(folder), folder)
    before = content(folder)
    stamps = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}
    save_dossier(open_dossier(folder), folder)
    assert content(folder) == before
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*")} == stamps
    save_dossier(open_dossier(folder), file)
    packed = file.read_bytes()
    save_dossier(open_dossier(file), file)
    assert file.read_bytes() == packed


@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_the_dossiers_that_ship_are_in_the_form_that_we_write(tmp_path: Path, name: str) -> None:
    dossier = open_dossier(seed(name))
    assert dossier.problems == ()
    save_dossier(dossier, tmp_path / "copy")
    shipped = content(seed(name))
    for file, data in content(tmp_path / "copy").items():
        assert shipped[file] == data, file


def test_pack_and_unpack_give_the_same_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a")
    pack(folder, tmp_path / "a.dossier")
    unpack(tmp_path / "a.dossier", tmp_path / "b")
    assert content(tmp_path / "b") == content(folder)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_columns_of_the_persons_own_are_saved(tmp_path: Path) -> None:
    tables = rows()
    tables["figures"][1]["my remark"] = 'see "annex", p. 3'
    folder = write_folder(tmp_path / "a", parts(tables))
    save_dossier(open_dossier(folder), tmp_path / "b.dossier")
    dossier = open_dossier(tmp_path / "b.dossier")
    assert dossier.tables["figures"]["my remark"].tolist() == ["", 'see "annex", p. 3', "", ""]


def test_a_dossier_with_left_out_rows_is_not_saved_over_them(tmp_path: Path) -> None:
    tables = rows()
    tables["figures"][0]["bound"] = "roughly"
    folder = write_folder(tmp_path / "a", parts(tables))
    before = content(folder)
    with pytest.raises(DossierRefused, match="would be lost"):
        save_dossier(open_dossier(folder), folder)
    with pytest.raises(DossierRefused, match="repair them first") as refused:
        pack(folder, tmp_path / "a.dossier")
    assert len(refused.value.problems) == 3
    assert content(folder) == before
    assert not (tmp_path / "a.dossier").exists()


def test_unpack_never_mixes_with_what_is_there(tmp_path: Path) -> None:
    pack(write_folder(tmp_path / "a"), tmp_path / "a.dossier")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for target in ("full", "file"):
        with pytest.raises(DossierRefused, match="not empty"):
            unpack(tmp_path / "a.dossier", tmp_path / target)
    assert content(tmp_path / "full") == {"mine.txt": b"mine"}


def _with(dossier: Dossier, table: str, column: str, cell: str) -> Dossier:
    """Write one cell into every row of a column."""
    rows = dossier.store[table]
    cells = column_of("text", [cell] * len(rows))
    changed = TableColumns(table, {**rows.columns, column: cells})
    return replace(dossier, store={**dossier.store, table: changed})


def test_a_packed_dossier_with_problems_can_be_unpacked_to_be_repaired(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a")
    pack(folder, tmp_path / "a.dossier")
    dossier = open_dossier(tmp_path / "a.dossier")
    save_dossier(_with(dossier, "figures", "bound", "roughly"), tmp_path / "b.dossier")
    assert open_dossier(tmp_path / "b.dossier").problems
    unpack(tmp_path / "b.dossier", tmp_path / "b")
    assert b"roughly" in content(tmp_path / "b")["data/figures.csv"]


def test_a_pack_with_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierRefused, match=r"does not end in \.dossier"):
        pack(write_folder(tmp_path / "a"), tmp_path / "a.zip")


@pytest.mark.parametrize("target", ["a", "a.dossier"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_save_that_fails_keeps_the_old_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, target: str
) -> None:
    folder = write_folder(tmp_path / "a")
    pack(folder, tmp_path / "a.dossier")
    before = content(tmp_path)
    dossier = open_dossier(folder)

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    changed = _with(dossier, "claims", "note", "changed")
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(WriteFailed) as failed:
        save_dossier(changed, tmp_path / target)
    monkeypatch.undo()
    assert str(failed.value.path).startswith(str(tmp_path / target))
    assert failed.value.cause
    assert content(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    dossier = open_dossier(write_folder(tmp_path / "a"))
    with pytest.raises(WriteFailed, match="does not exist"):
        save_dossier(dossier, tmp_path / "gone" / "b")


def test_line_ends_in_cells_are_saved_as_lf(tmp_path: Path) -> None:
    tables = rows()
    tables["claims"][0]["note"] = "one\r\ntwo\rthree"
    dossier = Dossier.from_rows(tables, title="x")
    save_dossier(dossier, tmp_path / "a")
    data = (tmp_path / "a" / "data" / "claims.csv").read_bytes()
    assert b"\r" not in data
    assert data != csv_bytes("claims", tables["claims"])
    assert open_dossier(tmp_path / "a").tables["claims"]["note"].tolist() == ["one\ntwo\nthree"]
