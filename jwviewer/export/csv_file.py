"""A Grid as CSV that Excel, LibreOffice and pandas read alike, and that never runs as a formula."""

from __future__ import annotations

import csv
import io
import re

from jwviewer.queries.grid import Grid

# Excel takes a file without the mark for the system's own encoding and garbles Chinese names.
_MARK = "\ufeff"
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|[+-]?\d+(\.\d+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_bytes(grid: Grid) -> bytes:
    """Return a grid as CSV in UTF-8 with a byte-order mark, the facts' ids as its last column."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(guarded, grid.columns), "fact_id"])
    for row, fact_id in zip(grid.rows, grid.fact_ids, strict=True):
        writer.writerow([*map(guarded, row), fact_id])
    return (_MARK + out.getvalue()).encode("utf-8", "replace")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; plain numbers stay as they are."""
    cell = cell.replace("\0", "")
    if cell.startswith(_DANGEROUS) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
