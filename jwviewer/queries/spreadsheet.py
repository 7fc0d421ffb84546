"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d+)?|[+-]?\d+(\.\d+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; plain numbers stay as they are."""
    cell = cell.replace("\0", "")
    if cell.startswith(_DANGEROUS) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
