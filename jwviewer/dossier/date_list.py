"""The distinct dates of a dossier as texts, each of which is read when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from jwviewer.dossier.columns import Text
from jwviewer.dossier.dates import DateSpan, parse_date


class Dates(Sequence["DateSpan | None"]):
    """Distinct dates, each read when it is asked for; the first is none."""

    def __init__(self, texts: Text) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> DateSpan | None: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[DateSpan | None, ...]: ...
    def __getitem__(self, at: int | slice) -> DateSpan | tuple[DateSpan | None, ...] | None:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(*at.indices(len(self))))
        text = self._texts.cell(range(len(self))[at])
        return parse_date(text) if text else None
