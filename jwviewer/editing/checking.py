"""Checks a dossier in memory with the very rules that reading it from a file would apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.container import TRUSTED
from jwviewer.dossier.csv_table import RawTable
from jwviewer.dossier.problems import Problem, ProblemList
from jwviewer.dossier.references import check_ids, check_references
from jwviewer.dossier.rules import check_rows
from jwviewer.dossier.schema import SCHEMA
from jwviewer.dossier.sheet import check_cells

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.table import TableColumns


def problems_of(dossier: Dossier) -> tuple[Problem, ...]:
    """Return what reading the saved dossier would report; lines are row positions plus 2."""
    problems = ProblemList()
    sheets = {
        table.name: check_cells(
            _raw(dossier.store[table.name]), table, problems, TRUSTED.cell, _go_on
        )
        for table in SCHEMA
    }
    owners = check_ids(sheets)
    check_references(sheets, owners, _go_on)
    check_rows(sheets, owners, _go_on)
    return problems.sorted(sheet.file for sheet in sheets.values())


def new_problems(before: Dossier, after: Dossier) -> tuple[Problem, ...]:
    """Return the errors that ``after`` has and ``before`` has not."""
    return beyond(problems_of(before), after)


def beyond(known: tuple[Problem, ...], after: Dossier) -> tuple[Problem, ...]:
    """Return the errors that ``after`` has beside those that are known."""
    old = {(p.file, p.column, p.value, p.reason) for p in known}
    return tuple(
        problem
        for problem in problems_of(after)
        if problem.severity == "error"
        and (problem.file, problem.column, problem.value, problem.reason) not in old
    )


def _raw(table: TableColumns) -> RawTable:
    return RawTable(
        f"data/{table.name}.csv",
        columns={name: column.texts() for name, column in table.columns.items()},
        lines=list(range(2, len(table) + 2)),
        readable=True,
    )


def _go_on(_share: float = 0.0) -> None:
    """Nobody can stop a check in memory; it is over at once."""
