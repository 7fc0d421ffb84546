"""Numbers with a comma and without quotes, which take the cells behind them out of place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.problems import Problem
from tests.dossier.example import csv_bytes, parts, rows, write_folder


def found(tmp_path: Path, old: str, new: str, note: str = "") -> list[Problem]:
    """Return the problems of figures.csv with a text of its first row replaced as it stands."""
    tables = rows()
    tables["figures"][0]["note"] = note
    text = csv_bytes("figures", tables["figures"]).decode()
    assert text.count(old) == 1
    files = parts(tables) | {"data/figures.csv": text.replace(old, new).encode()}
    problems = open_dossier(write_folder(tmp_path, files)).problems
    return [p for p in problems if p.file == "data/figures.csv" and p.line == 2]


@pytest.mark.parametrize("note", ["", "a remark"])
@pytest.mark.parametrize(
    ("cells", "reason", "number"),
    [
        ("260,000", "260,000 is split in two by its comma", "260000"),
        ("1,234.5", "1,234.5 is split in two by its comma", "1234.5"),
        ("230,000,000,000", "230,000,000,000 is split into 4 cells by its commas", "230000000000"),
    ],
)
def test_it_is_one_problem_and_not_one_of_every_cell_behind_it(
    tmp_path: Path, cells: str, reason: str, number: str, note: str
) -> None:
    (problem,) = found(tmp_path, ",5000,,gt,,-3,", f",{cells},,gt,,-3,", note)
    assert problem.column == "value"
    assert problem.reason == f"the number {reason}"
    assert problem.remedy == f"write {number}"


def test_both_ends_of_a_range_can_be_split(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, ",5000,,gt,,-3,", ",200,000,260,000,range,,-3,")
    assert problem.remedy == "write 200000"


def test_a_row_that_was_cut_to_its_width_is_recognised(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, ",5000,,gt,,-3,unit,2020,stated,,,narration,,,\n",
                       ",260,000,,gt,,-3,unit,2020,stated,,,narration,,\n")  # fmt: skip
    assert problem.remedy == "write 260000"


def test_a_range_of_three_digits_is_no_split_number(tmp_path: Path) -> None:
    assert found(tmp_path, ",5000,,gt,,-3,", ",100,260,range,,0,") == []
    (problem,) = found(tmp_path, ",5000,,gt,,-3,", ",100,260,rnge,,0,")
    assert (problem.column, problem.remedy) == ("bound", 'write "range"')


def test_a_row_with_another_fault_beside_it_says_what_is_wrong_with_each_cell(
    tmp_path: Path,
) -> None:
    problems = found(tmp_path, ",5000,,gt,,-3,", ",260,000,,gtt,,-3,")
    assert len(problems) > 1


def test_rows_that_refer_to_it_are_told_its_line(tmp_path: Path) -> None:
    text = parts()["data/figures.csv"].decode().replace(",5000,", ",5,000,")
    problems = open_dossier(
        write_folder(tmp_path, parts() | {"data/figures.csv": text.encode()})
    ).problems
    reason = "refers to data/figures.csv line 2, which has a problem"
    assert [p.reason for p in problems if p.file == "data/evidence.csv"] == [reason]
