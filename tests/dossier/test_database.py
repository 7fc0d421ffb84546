"""A database of DuckDB with the tables is a dossier that is read, and never written to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jwviewer.cli import main
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.files import DossierRefused, open_dossier, pack, save_dossier
from jwviewer.dossier.schema import TABLES
from tests.dossier.arrow_forms import as_database, duckdb
from tests.dossier.example import parts, rows, write_folder
from tests.dossier.test_cache import known, shelf_of


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return as_database(parts(), tmp_path / "orion.duckdb")


def test_a_database_gives_the_same_dossier(database: Path, tmp_path: Path) -> None:
    dossier, plain = open_dossier(database), open_dossier(write_folder(tmp_path / "c"))
    assert not dossier.problems
    for name in TABLES:
        assert dossier.store[name] == plain.store[name], name
    assert list(dossier.facts) == list(plain.facts)
    assert (dossier.title, dossier.id) == (plain.title, plain.id)


def test_a_wrong_cell_is_told_with_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = rows()
    spoilt["figures"][1]["value"] = "many"
    path = as_database(parts(spoilt), tmp_path / "orion.duckdb")
    assert main(["check", str(path)]) == 1
    assert 'orion.duckdb/figures:2:value: "many"' in capsys.readouterr().out


def test_tables_may_be_views_with_columns_of_any_type(tmp_path: Path) -> None:
    path = as_database(parts(), tmp_path / "orion.duckdb")
    with duckdb().connect(str(path)) as engine:
        engine.execute("ALTER TABLE evidence RENAME TO spans")
        engine.execute(
            "CREATE VIEW evidence AS SELECT * REPLACE"
            ' (CAST(start AS INTEGER) AS start, CAST("end" AS BIGINT) AS "end") FROM spans'
        )
        engine.execute("ALTER TABLE figures ALTER value TYPE DECIMAL(9, 1)")
    dossier = open_dossier(path)
    assert not [problem for problem in dossier.problems if problem.severity == "error"]
    assert dossier.store["evidence"]["start"].texts() == ["17"]
    assert dossier.store["figures"]["value"].texts() == ["5000.0", "1000.0", "7.5", "0.8"]


def test_a_view_reads_no_other_file(tmp_path: Path) -> None:
    path = as_database(parts(), tmp_path / "orion.duckdb")
    (tmp_path / "secret.csv").write_text("topic_id,event_id,label\nsecret,deal,Secret\n")
    with duckdb().connect(str(path)) as engine:
        engine.execute("DROP TABLE topics")
        engine.execute(f"CREATE VIEW topics AS SELECT * FROM '{tmp_path / 'secret.csv'}'")
    with pytest.raises(DossierRefused, match="cannot be read"):
        open_dossier(path)


def test_without_the_required_tables_it_is_told(tmp_path: Path) -> None:
    path = as_database({"data/figures.csv": parts()["data/figures.csv"]}, tmp_path / "a.duckdb")
    said = [(p.file, p.reason) for p in open_dossier(path).problems]
    assert ("a.duckdb/sources", "the table is missing") in said


def test_a_damaged_database_is_refused_with_a_sentence(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    database.write_bytes(data)
    with pytest.raises(DossierRefused):
        open_dossier(database)


def test_a_database_is_not_written_over(database: Path, tmp_path: Path) -> None:
    dossier, before = open_dossier(database), database.read_bytes()
    with pytest.raises(DossierRefused, match="is a database, which is only read"):
        save_dossier(dossier, database)
    save_dossier(dossier, tmp_path / "copy")
    pack(tmp_path / "copy", tmp_path / "copy.dossier")
    for copy in ("copy", "copy.dossier"):
        assert list(open_dossier(tmp_path / copy).facts) == list(dossier.facts)
    assert database.read_bytes() == before


def test_a_database_is_kept_in_the_cache(database: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", least=1)
    first = open_dossier(database, cache=cache)
    _ = first.columns, first.positions
    shelf_of(first).finish()
    assert list(known(database, cache).facts) == list(first.facts)
    with duckdb().connect(str(database)) as engine:
        engine.execute("UPDATE entities SET name = 'Another' WHERE entity_id = 'orion'")
    assert open_dossier(database, cache=cache).name("orion") == "Another"


def test_without_duckdb_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(bytes(8) + b"DUCK" + bytes(5000))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["check", str(path)]) == 1
    assert "jwviewer[big]" in capsys.readouterr().out
