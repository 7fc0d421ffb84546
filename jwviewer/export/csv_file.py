"""A Grid as CSV that Excel, LibreOffice and pandas read alike, and that never runs as a formula."""

from __future__ import annotations

import csv
import io

from jwviewer.queries.grid import Grid
from jwviewer.queries.spreadsheet import guarded

# Excel takes a file without the mark for the system's own encoding and garbles Chinese names.
_MARK = "\ufeff"


def csv_bytes(grid: Grid) -> bytes:
    """Return a grid as CSV in UTF-8 with a byte-order mark.

    Its last column holds the ids of what a row tells: facts, or a derived value.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(guarded, grid.columns), "fact_id"])
    for row, ids in zip(grid.rows, grid.told, strict=True):
        writer.writerow([*map(guarded, row), "; ".join(ids)])
    return (_MARK + out.getvalue()).encode("utf-8", "replace")
