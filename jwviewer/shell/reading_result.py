"""From a review to one change of a dossier: what fits goes in, what does not says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jwviewer.dossier.schema import SCHEMA, TABLES
from jwviewer.editing.change import Change, apply
from jwviewer.editing.checking import new_problems
from jwviewer.editing.edits import add_rows
from jwviewer.language import tr
from jwviewer.reading.coverage import title
from jwviewer.reading.review_rows import Placement, omission_rows, placement

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.problems import Problem
    from jwviewer.reading.review import Review

MOST_TRIES = 12
"""Each time facts with a fault are left out; those that need them may have one then."""


@dataclass(frozen=True, slots=True)
class Result:
    """The change that puts accepted facts into a dossier, and the reasons of those left out."""

    change: Change
    placement: Placement
    reasons: dict[str, str]

    @property
    def source_id(self) -> str:
        """The source that the facts are from."""
        rows = self.placement.tables.get("evidence", ())
        return rows[0]["source_id"] if rows else ""


def result_of(review: Review, dossier: Dossier) -> Result:
    """Return the change; a fact that would be a fault in the dossier is left out with a reason."""
    leave: dict[str, str] = {}
    for _ in range(MOST_TRIES):
        made = placement(review, dossier, leave)
        change = add_rows(dossier, made.tables, tr("Facts from an article"))
        faults = new_problems(dossier, apply(dossier, change)) if change else ()
        found = {} if not faults else _faulty(faults, made, dossier)
        if not found:
            break
        leave |= found
    reasons = {key: leave.get(key) or reason for key, reason in made.left_out.items()}
    return Result(change, made, reasons)


def omissions_of(review: Review, dossier: Dossier) -> Change:
    """Return the change that writes down what the article does not say."""
    rows = omission_rows(review, dossier)
    return add_rows(dossier, {"omissions": rows}, tr("What the article does not say"))


def left_out_lines(review: Review, result: Result) -> list[str]:
    """Return for every fact that was left out what it is and what it lacks."""
    lines = []
    for key, reason in result.reasons.items():
        lacks = (
            tr("lacks: {what}", what=reason.replace("_", " ")) if reason.isidentifier() else reason
        )
        lines.append(tr("{fact} – {reason}", fact=title(review, key), reason=lacks))
    return lines


def _faulty(faults: tuple[Problem, ...], made: Placement, dossier: Dossier) -> dict[str, str]:
    """Return which facts the faulty rows belong to; a row without one takes all with it."""
    by_row = {row_id: key for key, row_id in made.fact_ids.items()}
    files = {f"data/{table.name}.csv": table.name for table in SCHEMA}
    found: dict[str, str] = {}
    for fault in faults:
        table = files.get(fault.file, "")
        place = (fault.line or 0) - 2 - (len(dossier.store[table]) if table else 0)
        rows = made.tables.get(table, [])
        if not 0 <= place < len(rows):
            continue
        row = rows[place]
        row_id = row.get("fact_id") or row.get("event_id") or row.get(TABLES[table].key[0], "")
        owner = by_row.get(row.get(TABLES[table].key[0], ""), by_row.get(row_id, ""))
        if owner in made.added:
            found[owner] = fault.sentence
    return found
