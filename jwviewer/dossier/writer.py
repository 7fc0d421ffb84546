"""Turns a dossier into files, always the same bytes for the same dossier."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jwviewer.dossier.arrow_table import parquet_bytes
from jwviewer.dossier.container import DESCRIPTOR, PARQUET
from jwviewer.dossier.descriptor import About, write_descriptor
from jwviewer.dossier.schema import SCHEMA, Table

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.table import TableColumns


def parts_of(dossier: Dossier, parquet: Mapping[str, Path] | None = None) -> dict[str, bytes]:
    """Return the files of a dossier by name: tables, unknown tables as they were, descriptor.

    Tables are CSV, but for those in ``parquet``, with the file whose types their columns keep.
    """
    about = About(
        dossier.id, dossier.title, dossier.version, dossier.description, dossier.fictional,
        dossier.extra.get("descriptor", {}),
    )  # fmt: skip
    tables = {}
    for table in SCHEMA:
        rows, old = dossier.store[table.name], (parquet or {}).get(table.name)
        if old is None:
            tables[f"data/{table.name}.csv"] = _csv(table, rows)
        else:
            tables[f"data/{table.name}{PARQUET}"] = parquet_bytes(rows, _names(table, rows), old)
    extra = {t.name: _extra_columns(t, dossier.store[t.name]) for t in SCHEMA}
    parts = {DESCRIPTOR: write_descriptor(about, tables, extra)}
    return parts | dict(dossier.extra.get("files", {})) | tables


def _extra_columns(table: Table, rows: TableColumns) -> list[str]:
    return [name for name in rows.columns if name not in table.by_name]


def _names(table: Table, rows: TableColumns) -> list[str]:
    return [*table.by_name, *_extra_columns(table, rows)]


def _csv(table: Table, rows: TableColumns) -> bytes:
    names = _names(table, rows)
    columns = [_cells(rows[name].texts()) for name in names]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue().encode()


def _cells(cells: list[str]) -> list[str]:
    # A lone CR would end the row for some readers; line ends in cells are LF as in texts.
    return [
        cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell for cell in cells
    ]
