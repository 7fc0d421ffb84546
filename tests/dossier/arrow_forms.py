"""A dossier's CSV files written anew in other forms: as Parquet, in parts, as a database."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jwviewer.dossier.schema import TABLES

Table = dict[str, list[str]]


def pyarrow() -> Any:
    """Return the library, or skip the test."""
    pytest.importorskip("pyarrow", reason="not installed: pip install 'jwviewer[parquet]'")
    importlib.import_module("pyarrow.parquet")
    return importlib.import_module("pyarrow")


def duckdb() -> Any:
    """Return the library, or skip the test."""
    pyarrow()
    return pytest.importorskip("duckdb", reason="not installed: pip install 'jwviewer[big]'")


def table_of(data: bytes) -> Table:
    """Return the cells of a CSV file by column."""
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return {name: [row[n] for row in rows] for n, name in enumerate(header)}


def parquet_bytes(table: Table, kinds: Mapping[str, Any] | None = None) -> bytes:
    """Return a table as a Parquet file; nulls stand for empty cells."""
    arrow = pyarrow()
    cells = {
        name: arrow.array([cell or None for cell in column], arrow.string())
        for name, column in table.items()
    }
    for name, kind in (kinds or {}).items():
        cells[name] = cells[name].cast(kind)
    out = io.BytesIO()
    arrow.parquet.write_table(arrow.table(cells), out)
    return out.getvalue()


def as_parquet(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a dossier with Parquet in place of CSV."""
    return {
        name.replace(".csv", ".parquet"): parquet_bytes(table_of(data))
        if name.endswith(".csv") else data.replace(b".csv", b".parquet")
        for name, data in files.items()
    }  # fmt: skip


def as_parts(files: Mapping[str, bytes], size: int) -> dict[str, bytes]:
    """Return the files of a dossier with Parquet files of so many rows; without descriptor."""
    found = {}
    for name, data in files.items():
        if not name.endswith(".csv"):
            continue
        table, folder = table_of(data), name.removesuffix(".csv")
        count = len(next(iter(table.values())))
        for part, at in enumerate(range(0, max(count, 1), size)):
            rows = {column: cells[at : at + size] for column, cells in table.items()}
            found[f"{folder}/part-{part:03}.parquet"] = parquet_bytes(rows)
    return found


def as_database(files: Mapping[str, bytes], path: Path) -> Path:
    """Write the files of a dossier as a database of DuckDB."""
    arrow = pyarrow()
    with duckdb().connect(str(path)) as engine:
        for name in TABLES:
            data = files.get(f"data/{name}.csv")
            if data is not None:
                table = table_of(data)
                held = arrow.table({c: arrow.array(v, arrow.string()) for c, v in table.items()})
                engine.register("held", held)
                engine.execute(f"CREATE TABLE {name} AS SELECT * FROM held")
                engine.unregister("held")
        if "datapackage.json" in files:
            engine.execute("CREATE TABLE datapackage (descriptor VARCHAR)")
            engine.execute(
                "INSERT INTO datapackage VALUES (?)", [files["datapackage.json"].decode()]
            )
    return path
