"""Turns a dossier into files, always the same bytes for the same dossier."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from jwviewer.dossier.container import DESCRIPTOR
from jwviewer.dossier.descriptor import About, write_descriptor
from jwviewer.dossier.schema import SCHEMA, Table

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.table import TableColumns


def parts_of(dossier: Dossier) -> dict[str, bytes]:
    """Return the files of a dossier by name: tables, unknown tables as they were, descriptor."""
    about = About(
        dossier.id, dossier.title, dossier.version, dossier.description, dossier.fictional,
        dossier.extra.get("descriptor", {}),
    )  # fmt: skip
    tables = {f"data/{t.name}.csv": _csv(t, dossier.store[t.name]) for t in SCHEMA}
    extra = {t.name: _extra_columns(t, dossier.store[t.name]) for t in SCHEMA}
    parts = {DESCRIPTOR: write_descriptor(about, tables, extra)}
    return parts | dict(dossier.extra.get("files", {})) | tables


def _extra_columns(table: Table, rows: TableColumns) -> list[str]:
    return [name for name in rows.columns if name not in table.by_name]


def _csv(table: Table, rows: TableColumns) -> bytes:
    names = [*table.by_name, *_extra_columns(table, rows)]
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
