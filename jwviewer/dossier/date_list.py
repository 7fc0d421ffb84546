"""The distinct dates of a dossier as texts, each of which is read when it is asked for."""

from __future__ import annotations

from jwviewer.dossier.columns import Text
from jwviewer.dossier.dates import DateSpan, parse_date
from jwviewer.dossier.lazy_sequence import LazySequence


class Dates(LazySequence["DateSpan | None"]):
    """Distinct dates, each read when it is asked for; the first is none."""

    def __init__(self, texts: Text) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def _at(self, number: int) -> DateSpan | None:
        text = self._texts.cell(number)
        return parse_date(text) if text else None
