"""A Grid as CSV that Excel, LibreOffice and pandas read alike, and that never runs as a formula."""

from __future__ import annotations

import csv
import io

from jwviewer.queries.grid import Grid
from jwviewer.queries.spreadsheet import guarded

# Excel takes a file without the mark for the system's own encoding and garbles Chinese names.
_MARK = "\ufeff"


def csv_bytes(grid: Grid) -> bytes:
    """Return a grid as CSV in UTF-8 with a byte-order mark, the facts' ids as its last column."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(guarded, grid.columns), "fact_id"])
    for row, fact_id in zip(grid.rows, grid.fact_ids, strict=True):
        writer.writerow([*map(guarded, row), fact_id])
    return (_MARK + out.getvalue()).encode("utf-8", "replace")
