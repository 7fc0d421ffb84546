"""Writes an industry piece by piece: as Parquet files of each table, or into one database."""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.industry.cells import Columns, csv_bytes

DATABASE = "industry.duckdb"


def write_pieces(folder: Path, form: str, pieces: Iterable[dict[str, Columns]], title: str) -> Path:
    """Write a dossier into a folder that is made for it; return what is to be opened."""
    folder.mkdir(parents=True, exist_ok=True)
    about: dict[str, Any] = {
        "name": "invented-industry", "title": title, "jwviewer:format": 1,
        "jwviewer:fictional": True,
    }  # fmt: skip
    if form == "duckdb":
        return _write_database(folder / DATABASE, pieces, about)
    parquet = importlib.import_module("pyarrow.parquet")
    written: dict[str, list[str]] = {}
    for number, piece in enumerate(pieces):
        for name, columns in piece.items():
            part = f"data/{name}/part-{number:03}.parquet"
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            parquet.write_table(_table(columns), folder / part, compression="zstd")
            written.setdefault(name, []).append(part)
    resources = [
        {"name": name, "path": parts, "format": "parquet"} for name, parts in written.items()
    ]
    (folder / "datapackage.json").write_text(json.dumps(about | {"resources": resources}, indent=1))
    return folder


def _write_database(
    path: Path, pieces: Iterable[dict[str, Columns]], about: dict[str, Any]
) -> Path:
    known: set[str] = set()
    with importlib.import_module("duckdb").connect(str(path)) as engine:
        engine.execute("CREATE TABLE datapackage (descriptor VARCHAR)")
        engine.execute("INSERT INTO datapackage VALUES (?)", [json.dumps(about)])
        for piece in pieces:
            for name, columns in piece.items():
                engine.register("piece", _table(columns))
                how = f"INSERT INTO {name}" if name in known else f"CREATE TABLE {name} AS"
                engine.execute(f"{how} SELECT * FROM piece")
                engine.unregister("piece")
                known.add(name)
    return path


def _table(columns: Columns) -> Any:
    """Return cells, which are quoted as in CSV files, as a table of Arrow."""
    arrow, csv = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.csv")
    texts = csv.ConvertOptions(column_types=dict.fromkeys(columns, arrow.string()))
    return csv.read_csv(io.BytesIO(csv_bytes(columns)), convert_options=texts)
