"""Tables in Parquet give the same dossier and the same problems as the same tables in CSV."""

from __future__ import annotations

import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from jwviewer.cli import main
from jwviewer.dossier import arrow_table, collected_cells, reader, spill
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import DossierRefused, open_dossier, save_dossier
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.table import TableColumns
from jwviewer.editing.backups import back_up
from jwviewer.editing.document import Document
from jwviewer.editing.fingerprint import fingerprint
from tests.dossier import test_mutations
from tests.dossier.arrow_forms import (
    as_database,
    as_parquet,
    as_parts,
    parquet_bytes,
    pyarrow,
    table_of,
)
from tests.dossier.example import csv_bytes, parts, rows, write_folder
from tests.dossier.test_cache import known, shelf_of
from tests.dossier.test_mutations import CELLS, GOOD, mutated_cells

MUTANTS = 120
# A line end is one row more in CSV, and no text there holds a zero byte or the old Mac's line end.
SAME_IN_CSV = tuple(cell for cell in CELLS if not set(cell) & set("\0\r\n\ufeff"))


def said(dossier: Dossier, *, csv: bool = False) -> list[str]:
    """Return the problems, those of CSV files as if the same rows stood in Parquet."""
    found = [str(problem) for problem in dossier.problems]
    if csv:
        found = [text.replace(".csv", ".parquet") for text in found]
        numbers = re.compile(r"(\.parquet:|line )(\d+)")
        found = [numbers.sub(lambda m: f"{m[1]}{int(m[2]) - 1}", text) for text in found]
        found = [text.replace(".parquet:0:", ".parquet:") for text in found]  # the first line
    return sorted(found)


def same(one: Dossier, other: Dossier) -> None:
    for name in TABLES:
        assert one.store[name] == other.store[name], name
    assert list(one.facts) == list(other.facts)
    assert (one.columns.first == other.columns.first).all()
    assert (one.title, one.id, one.version) == (other.title, other.id, other.version)


def test_a_dossier_in_parquet_is_the_same(tmp_path: Path) -> None:
    dossier = open_dossier(write_folder(tmp_path / "p", as_parquet(parts())))
    assert not dossier.problems
    same(dossier, open_dossier(write_folder(tmp_path / "c")))


def test_spoilt_cells_are_told_as_in_csv(tmp_path: Path) -> None:
    write_folder(tmp_path / "c")
    write_folder(tmp_path / "p", as_parquet(GOOD))
    several = 0
    for number in range(MUTANTS):
        with patch.object(test_mutations, "CELLS", SAME_IN_CSV):
            changed = mutated_cells(random.Random(f"parquet {number}"))
        if any(not all(table_of(data)) for data in changed.values()):
            continue  # a column without a name is another matter in a file that has types
        write_folder(tmp_path / "c", changed)
        write_folder(tmp_path / "p", as_parquet(changed))
        one, other = open_dossier(tmp_path / "c"), open_dossier(tmp_path / "p")
        assert said(one, csv=True) == said(other), number
        same(one, other)
        several += bool(one.problems)
        write_folder(tmp_path / "c", {name: GOOD[name] for name in changed})
        write_folder(tmp_path / "p", as_parquet({name: GOOD[name] for name in changed}))
    assert several > MUTANTS // 2


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_table_may_be_divided_into_files(tmp_path: Path, size: int) -> None:
    spoilt = rows()
    spoilt["figures"][1]["value"] = "many"
    files = parts(spoilt)
    dossier = open_dossier(write_folder(tmp_path / "p", as_parts(files, size)))
    plain = open_dossier(write_folder(tmp_path / "c", files))
    for name in TABLES:
        assert dossier.store[name] == plain.store[name], name
    place = next(p for p in dossier.problems if p.value == "many")
    part, row = divmod(1, size)
    assert (place.file, place.line) == (f"data/figures/part-{part:03}.parquet", row + 1)


def test_columns_may_have_types(tmp_path: Path) -> None:
    arrow = pyarrow()
    files = as_parquet(parts())
    evidence, events = (table_of(parts()[f"data/{name}.csv"]) for name in ("evidence", "events"))
    whole = dict.fromkeys(("start", "end"), arrow.int64())
    files["data/evidence.parquet"] = parquet_bytes(evidence, whole)
    words = dict.fromkeys(("event_type", "note"), arrow.dictionary(arrow.int32(), arrow.string()))
    files["data/events.parquet"] = parquet_bytes(events, words | {"label": arrow.large_string()})
    dossier = open_dossier(write_folder(tmp_path / "p", files))
    assert not dossier.problems
    same(dossier, open_dossier(write_folder(tmp_path / "c")))


def test_a_column_of_lists_is_told(tmp_path: Path) -> None:
    arrow = pyarrow()
    files = as_parquet(parts())
    claims = table_of(parts()["data/claims.csv"])
    held = {name: arrow.array(cells, arrow.string()) for name, cells in claims.items()}
    held["company_ids"] = arrow.array([["orion", "lyra"]])
    folder = write_folder(tmp_path, files)
    arrow.parquet.write_table(arrow.table(held), folder / "data" / "claims.parquet")
    found = [p for p in open_dossier(folder).problems if p.file == "data/claims.parquet"]
    assert [(p.column, p.severity) for p in found] == [("company_ids", "error")]
    assert "list<" in found[0].reason


def test_bytes_that_are_no_text_lose_only_their_row(tmp_path: Path) -> None:
    arrow = pyarrow()
    folder = write_folder(tmp_path, as_parquet(parts()))
    figures = table_of(parts()["data/figures.csv"])
    held = {n: arrow.array([c.encode() for c in cells]) for n, cells in figures.items()}
    held["note"] = arrow.array([b"caf\xe9", b"", b"a\0b", b"fine"])
    arrow.parquet.write_table(arrow.table(held), folder / "data" / "figures.parquet")
    dossier = open_dossier(folder)
    found = [(p.line, p.column) for p in dossier.problems if p.column == "note"]
    assert found == [(1, "note"), (3, "note")]
    assert dossier.store["figures"]["figure_id"].texts() == ["usd"] or len(dossier.problems) > 2


@pytest.mark.parametrize(
    ("header", "word"),
    [(("a", "b"), "none of the table's columns"), (("value",), "the column is missing")],
)
def test_a_table_without_its_columns_is_told(
    tmp_path: Path, header: tuple[str, ...], word: str
) -> None:
    files = as_parquet(parts()) | {
        "data/figures.parquet": parquet_bytes({name: ["1"] for name in header})
    }
    problems = open_dossier(write_folder(tmp_path, files)).problems
    assert any(word in p.reason and p.file == "data/figures.parquet" for p in problems)


def test_a_file_cut_off_is_told(tmp_path: Path) -> None:
    files = as_parquet(parts())
    files["data/figures.parquet"] = files["data/figures.parquet"][:-40]
    problems = open_dossier(write_folder(tmp_path, files)).problems
    assert any("is no whole Parquet file" in p.reason for p in problems)


def test_parts_with_other_columns_are_told(tmp_path: Path) -> None:
    files = as_parts(parts(), 1)
    table = table_of(parts()["data/figures.csv"])
    del table["note"]
    files["data/figures/part-001.parquet"] = parquet_bytes({n: c[:1] for n, c in table.items()})
    problems = open_dossier(write_folder(tmp_path, files)).problems
    assert any("has other columns than" in p.reason for p in problems)


def test_the_descriptor_decides_between_two_forms(tmp_path: Path) -> None:
    spoilt = rows()
    spoilt["entities"][0]["name"] = "Another"
    folder = write_folder(tmp_path, as_parquet(parts()))
    write_folder(folder, {"data/entities.csv": csv_bytes("entities", spoilt["entities"])})
    dossier = open_dossier(folder)
    assert dossier.name("orion") == "Orion Gears"
    assert [(p.file, p.severity) for p in dossier.problems] == [("data/entities.csv", "warning")]
    (folder / "datapackage.json").write_bytes(parts()["datapackage.json"])
    assert open_dossier(folder).name("orion") == "Another"


def test_a_part_that_is_listed_must_be_there(tmp_path: Path) -> None:
    files = as_parts(parts(), 1)
    listed = b'["data/figures/part-000.parquet", "data/figures/part-009.parquet"]'
    files["datapackage.json"] = parts()["datapackage.json"].replace(b'"data/figures.csv"', listed)
    problems = open_dossier(write_folder(tmp_path, files)).problems
    missing = [p for p in problems if p.file == "data/figures/part-009.parquet"]
    assert [p.severity for p in missing] == ["error"]


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_folder(tmp_path, parts())
    (folder / "data" / "figures.csv").rename(folder / "data" / "figures.parquet")
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(DossierRefused, match=r"figures\.parquet .*jwviewer\[parquet\]"):
        open_dossier(folder)
    assert main(["check", str(folder)]) == 1
    assert "jwviewer[parquet]" in capsys.readouterr().out


def test_the_command_checks_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = rows()
    spoilt["figures"][1]["value"] = "many"
    folder = write_folder(tmp_path, as_parquet(parts(spoilt)))
    assert main(["check", str(folder)]) == 1
    assert 'data/figures.parquet:2:value: "many"' in capsys.readouterr().out


def test_parquet_is_kept_in_the_cache(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", as_parquet(parts()))
    cache = Cache(tmp_path / "cache", least=1)
    first = open_dossier(folder, cache=cache)
    _ = first.columns, first.positions
    shelf_of(first).finish()
    same(known(folder, cache), first)
    spoilt = rows()
    spoilt["entities"][0]["name"] = "Another"
    write_folder(folder, {"data/entities.parquet": parquet_bytes(
        table_of(csv_bytes("entities", spoilt["entities"])))})  # fmt: skip
    assert open_dossier(folder, cache=cache).name("orion") == "Another"


def test_large_columns_leave_the_memory(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", as_parquet(parts()))
    plain = open_dossier(folder)
    with (
        patch.object(spill, "LEAST", 1), patch.object(collected_cells, "_AT_ONCE", 2),
        patch.object(arrow_table, "ROWS", 1),
    ):  # fmt: skip
        moved = open_dossier(folder)
    values = moved.store["figures"]["figure_id"].cells  # type: ignore[attr-defined]
    assert not values.flags.writeable
    same(moved, plain)


def test_a_full_disk_leaves_the_columns_in_memory(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "d", as_parquet(parts()))
    plain = open_dossier(folder)
    full = patch("tempfile.TemporaryFile", side_effect=OSError(28, "full"))
    with patch.object(spill, "LEAST", 1), full:
        same(open_dossier(folder), plain)


def test_csv_needs_no_other_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(tmp_path)
    read = patch.object(reader, "read_batches", side_effect=AssertionError("was asked for"))
    for name in ("pyarrow", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    with read:
        assert not open_dossier(folder).problems


def with_name(dossier: Dossier, name: str) -> Dossier:
    """Return the dossier with another name of its first entity."""
    changed = dossier.store["entities"].rows()
    changed[0]["name"] = name
    store = dict(dossier.store) | {"entities": TableColumns.of_rows("entities", changed)}
    return replace(dossier, store=store)


def test_saving_keeps_parquet_and_the_types_of_its_columns(tmp_path: Path) -> None:
    arrow = pyarrow()
    files = as_parquet(parts())
    evidence = table_of(parts()["data/evidence.csv"]) | {"mine": ["kept"]}
    files["data/evidence.parquet"] = parquet_bytes(evidence, {"start": arrow.int64()})
    folder = write_folder(tmp_path / "d", files | {"data/prices.csv": b"a,b\n1,2\n"})
    dossier = with_name(open_dossier(folder), "Another")
    save_dossier(dossier, folder)
    assert not list((folder / "data").glob("[!p]*.csv"))
    assert (folder / "data" / "prices.csv").exists()
    again = open_dossier(folder)
    for name in TABLES:
        assert again.store[name] == dossier.store[name], name
    assert again.store["evidence"]["mine"].texts() == ["kept"]
    schema = arrow.parquet.read_schema(folder / "data" / "evidence.parquet")
    assert schema.field("start").type == arrow.int64()
    assert again.extra["descriptor"]["resources"][0]["format"] == "parquet"


def test_a_saved_copy_is_csv(tmp_path: Path) -> None:
    dossier = open_dossier(write_folder(tmp_path / "p", as_parquet(parts())))
    save_dossier(dossier, tmp_path / "copy")
    save_dossier(dossier, tmp_path / "copy.dossier")
    for copy in ("copy", "copy.dossier"):
        again = open_dossier(tmp_path / copy)
        assert not again.problems
        same(again, dossier)
    assert (tmp_path / "copy" / "data" / "figures.csv").exists()


def test_parts_are_not_written_over(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "p", as_parts(parts(), 1))
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    dossier = open_dossier(folder)
    with pytest.raises(DossierRefused, match="several Parquet files, which are only read"):
        save_dossier(dossier, folder)
    assert "only read" in Document(dossier, tmp_path / "state").obstacle
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_what_others_write_into_parquet_is_seen_and_backed_up(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "p", as_parquet(parts()))
    before = fingerprint(folder)
    kept = back_up(folder, tmp_path / "backups")
    assert kept is not None
    same(open_dossier(kept), open_dossier(folder))
    save_dossier(with_name(open_dossier(folder), "Another"), folder)
    assert fingerprint(folder) != before


@pytest.mark.parametrize("form", ["one file", "database"])
def test_progress_goes_on_within_one_long_table(tmp_path: Path, form: str) -> None:
    many = [{**row, "evidence_id": f"e-{n}"} for n in range(3000) for row in rows()["evidence"]]
    files = parts() | {"data/evidence.csv": csv_bytes("evidence", many)}
    if form == "database":
        path = as_database(files, tmp_path / "long.duckdb")
    else:
        path = write_folder(tmp_path / "p", as_parquet(files))
    few, often = [0.0], [0.0]
    open_dossier(path, progress=few.append)
    with patch.object(arrow_table, "ROWS", 256):
        open_dossier(path, progress=often.append)
    assert often == sorted(often)
    assert often[-1] == 1.0
    assert len(often) - len(few) > 3, "batch by batch"
