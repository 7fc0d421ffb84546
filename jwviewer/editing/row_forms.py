"""One row as a form holds it, with the rows that hang on it, and the Change it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jwviewer.dossier.rules import DATED, PAIRS
from jwviewer.dossier.schema import SCHEMA, TABLES
from jwviewer.dossier.supplied_rules import SUPPLIABLE
from jwviewer.dossier.text import span_sha256
from jwviewer.editing.change import Change, RowChange, row_at
from jwviewer.editing.edits import new_id, position_of

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

Cells = dict[str, str]
_USUAL = {("claims", "kind"): "quality", ("metrics", "period_kind"): "unknown"}
"""Words for a new row where the first of the list would say too much."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a source that was selected: [start, end) in code points, and its text."""

    source_id: str
    start: int
    end: int
    words: str

    def row(self, evidence_id: str, fact_id: str, supports: str) -> Cells:
        """Return the passage as evidence for an attribute of a fact."""
        return {
            "evidence_id": evidence_id, "source_id": self.source_id, "fact_id": fact_id,
            "supports": supports, "start": str(self.start), "end": str(self.end),
            "span_sha256": span_sha256(self.words, 0, len(self.words)),
        }  # fmt: skip


@dataclass(slots=True)
class RowForm:
    """What a form says: the cells of one row, participants of an event, rows made on the way.

    ``row_id`` is "" for a new row. ``participants`` is None where there are none to speak of.
    ``passage`` and ``supports`` become evidence of the row.
    """

    table: str
    row_id: str
    cells: Cells
    participants: list[Cells] | None = None
    made: dict[str, list[Cells]] = field(default_factory=dict)
    passage: Span | None = None
    supports: str = "whole"

    @classmethod
    def of(cls, dossier: Dossier, table: str, row_id: str) -> RowForm:
        """Return the form of a row that is there; KeyError when there is none."""
        place = position_of(dossier, table, row_id)
        if place is None:
            raise KeyError(row_id)
        takers = None
        if table == "events":
            takers = [
                row_at(dossier, "participants", number) for number in _takers(dossier, row_id)
            ]
        return cls(table, row_id, row_at(dossier, table, place), takers)

    @classmethod
    def new(
        cls, table: str, preset: Mapping[str, str] | None = None, passage: Span | None = None
    ) -> RowForm:
        """Return the form of a new row; without a passage it speaks with the person's voice."""
        own = "stated" if passage is not None else "supplied"
        cells = {
            column.name: column.values[0] if column.required and column.values else ""
            for column in TABLES[table].columns
        }
        cells |= {name: word for (of, name), word in _USUAL.items() if of == table}
        if "mode" in cells:
            cells["mode"] = "narration" if passage is not None else "supplied"
        for name, _, basis in DATED:
            if name == table:
                cells[basis] = "undated"
        for basis in ("entity_basis", "basis"):
            if basis in cells:
                cells[basis] = own
        cells |= dict(preset or {})
        return cls(table, "", cells, [] if table == "events" else None, passage=passage)

    def set(self, column: str, text: str, *, own: str = "supplied") -> None:
        """Fill a cell; what goes with it follows: its basis, and the mark of what is supplied.

        ``own`` is the basis of what was empty before: the person supplies it.
        """
        before = self.cells.get(column, "")
        self.cells[column] = text
        for name, value, basis in (*PAIRS, *DATED):
            if (name, value) != (self.table, column):
                continue
            none = "undated" if (name, value, basis) in DATED else ""
            if not text:
                self.cells[basis] = none
            elif self.cells[basis] == none:
                self.cells[basis] = "stated" if self.passage is not None else own
        if self.table == "sources" and column in SUPPLIABLE and text != before:
            self.supply(
                column, (not before and bool(text)) or (column in self.supplied and bool(text))
            )

    @property
    def supplied(self) -> list[str]:
        """The cells of a source that are marked as supplied."""
        cell = self.cells.get("supplied", "")
        return [name.strip() for name in cell.split(";") if name.strip()]

    def supply(self, column: str, supplied: bool) -> None:
        """Mark a cell of a source as supplied, or not."""
        names = [name for name in SUPPLIABLE if name in self.supplied and name != column]
        if supplied:
            names = [name for name in SUPPLIABLE if name in names or name == column]
        self.cells["supplied"] = ";".join(names)

    def change(self, dossier: Dossier, label: str) -> Change:
        """Return what makes the dossier say what the form says."""
        cells = dict(self.cells)
        key = TABLES[self.table].key[0]
        place = position_of(dossier, self.table, self.row_id) if self.row_id else None
        if place is None and TABLES[self.table].by_name[key].type == "id":
            cells[key] = self.new_id(dossier)
        rows: list[RowChange] = []
        added = {name: list(made) for name, made in self.made.items()}
        if place is None:
            added.setdefault(self.table, []).append(cells)
        else:
            before = row_at(dossier, self.table, place)
            rows.append(RowChange(self.table, place, before, {**before, **cells}))
        gone = 0
        if self.participants is not None:
            numbers = _takers(dossier, self.row_id) if self.row_id else []
            old = [row_at(dossier, "participants", number) for number in numbers]
            new = [{**row, "event_id": cells[key]} for row in self.participants]
            if old != new:
                for number, row in sorted(zip(numbers, old, strict=True), key=lambda o: -o[0]):
                    rows.append(RowChange("participants", number, row, None))
                gone = len(old)
                added.setdefault("participants", []).extend(new)
        if self.passage is not None:
            wish = f"{cells[key]}-{self.supports}"
            row = self.passage.row(new_id(dossier, wish), cells[key], self.supports)
            added.setdefault("evidence", []).append(row)
        for table in SCHEMA:
            length = len(dossier.store[table.name]) - (gone if table.name == "participants" else 0)
            rows += [
                RowChange(table.name, length + number, None, row)
                for number, row in enumerate(added.get(table.name, ()))
            ]
        return Change(label, tuple(rows))

    def new_id(self, dossier: Dossier) -> str:
        """Return an id for a new row, made of its words and free beside the rows made with it."""
        taken = frozenset(
            row[TABLES[name].key[0]] for name, rows in self.made.items() for row in rows
        )
        return new_id(dossier, self._wish(), taken)

    def _wish(self) -> str:
        cells = self.cells
        words = {
            "figures": ("entity_id", "metric_id", "period"),
            "roles": ("person_id", "role"),
            "relations": ("subject_id", "relation", "object_id"),
            "conversions": ("from_id", "to_id"),
            "rates": ("from_currency", "to_currency", "period"),
        }.get(self.table, ("name", "label", "gist", "title"))
        return "-".join(cells[name] for name in words if cells.get(name)) or self.table


def judge(dossier: Dossier, fact_id: str, verdict: str, note: str, label: str) -> Change:
    """Return the change that judges a fact; an empty verdict takes the judgement back."""
    place = position_of(dossier, "judgements", fact_id)
    after = {"fact_id": fact_id, "verdict": verdict, "note": note} if verdict else None
    if place is None:
        end = len(dossier.store["judgements"])
        return Change(label, (RowChange("judgements", end, None, after),) if after else ())
    return Change(
        label, (RowChange("judgements", place, row_at(dossier, "judgements", place), after),)
    )


def add_evidence(dossier: Dossier, fact_id: str, supports: str, span: Span, label: str) -> Change:
    """Return the change that lets a passage support an attribute of a fact."""
    row = span.row(new_id(dossier, f"{fact_id}-{supports}"), fact_id, supports)
    return Change(label, (RowChange("evidence", len(dossier.store["evidence"]), None, row),))


def _takers(dossier: Dossier, event_id: str) -> Sequence[int]:
    events = dossier.store["participants"]["event_id"].texts()
    return [number for number, one in enumerate(events) if one == event_id]
