"""What is left of a dossier in which something is wrong or missing."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest

from jwviewer.dossier import csv_blocks
from jwviewer.dossier.files import Cancelled, DossierRefused, open_dossier
from tests.dossier.example import csv_bytes, parts, problems_of, rows, write_folder


def test_what_can_be_shown_is_shown(tmp_path: Path) -> None:
    tables = rows()
    tables["figures"][0]["bound"] = "roughly"
    dossier = open_dossier(write_folder(tmp_path, parts(tables)))
    reasons = {(p.file, p.line, p.column): p.reason for p in dossier.problems}
    assert set(reasons) == {
        ("data/figures.csv", 2, "bound"),
        ("data/figures.csv", 3, "part_of_id"),
        ("data/evidence.csv", 2, "fact_id"),
    }
    reason = reasons["data/evidence.csv", 2, "fact_id"]
    assert "data/figures.csv line 2, which has a problem" in reason
    assert dossier.tables["figures"]["figure_id"].tolist() == ["nok", "usd"]
    assert len(dossier.tables["evidence"]) == 0
    assert "all" not in dossier.fact_ids


def test_one_row_can_have_several_problems(tmp_path: Path) -> None:
    tables = rows()
    tables["figures"][2] |= {"value": "x", "bound": "y", "unit": "%%"}
    found = [p.column for p in problems_of(tmp_path, tables) if p.file == "data/figures.csv"]
    assert sorted(found) == ["bound", "unit", "value"]


def test_rows_fall_along_a_long_chain_without_delay(tmp_path: Path) -> None:
    tables = rows()
    base = tables["figures"][0]
    tables["figures"] += [
        {**base, "figure_id": f"f{n}", "part_of_id": f"f{n - 1}" if n else "", "bound": "gt",
         "part_basis": "stated" if n else "", "value": "5000" if n else "x"}
        for n in range(3_000)
    ]  # fmt: skip
    dossier = open_dossier(write_folder(tmp_path, parts(tables)))
    assert len(dossier.tables["figures"]) == 4
    assert dossier.problems[-1].reason.endswith("more in this column")


def test_circles_are_reported_for_their_members_only(tmp_path: Path) -> None:
    tables = rows()
    base = {**tables["figures"][0], "part_basis": "stated"}
    for name, part_of in (("a", "b"), ("b", "c"), ("c", "a"), ("leaf", "a"), ("root-of", "all")):
        tables["figures"].append({**base, "figure_id": name, "part_of_id": part_of})
    problems = problems_of(tmp_path, tables)
    assert [p.line for p in problems if "over others" in p.reason] == [6, 7, 8]
    assert [p.line for p in problems if "which has a problem" in p.reason] == [9]


def test_a_missing_table_is_empty(tmp_path: Path) -> None:
    files = unlisted(parts(), "topics", "roles", "omissions", "conversions", "relations")
    dossier = open_dossier(write_folder(tmp_path, files))
    assert dossier.problems == ()
    assert len(dossier.tables["topics"]) == 0
    assert "label" in dossier.tables["topics"].columns


def test_missing_entities_are_one_problem_not_one_per_row(tmp_path: Path) -> None:
    files = parts()
    del files["data/entities.csv"]
    problems = open_dossier(write_folder(tmp_path, files)).problems
    assert problems[0].file == "data/entities.csv"
    assert problems[0].reason == "the file is missing"
    assert "4 rows refer to data/entities.csv, which is missing" in [p.reason for p in problems]
    assert not any("is not found" in p.reason for p in problems)


def unlisted(files: dict[str, bytes], *tables: str) -> dict[str, bytes]:
    """Return the files without some tables, which the descriptor does not list either."""
    about = json.loads(files["datapackage.json"])
    about["resources"] = [one for one in about["resources"] if one["name"] not in tables]
    kept = {name: data for name, data in files.items() if name[5:-4] not in tables}
    return kept | {"datapackage.json": json.dumps(about).encode()}


@pytest.mark.parametrize("listed", [True, False])
def test_a_missing_table_that_rows_refer_to_is_named(tmp_path: Path, listed: bool) -> None:
    tables = rows()
    tables["evidence"] += [{**tables["evidence"][0], "evidence_id": f"e{n}"} for n in range(2, 7)]
    files = parts(tables)
    if listed:
        del files["data/figures.csv"]
    else:
        files = unlisted(files, "figures")
    table, *others = open_dossier(write_folder(tmp_path, files)).problems
    assert (table.file, table.line, table.severity) == ("data/figures.csv", None, "error")
    assert table.remedy.startswith("restore the file")
    assert ("listed in datapackage.json" in table.reason) == listed
    assert [(p.file, p.column, p.value, p.reason) for p in others] == [
        ("data/conversions.csv", "from_id", "nok",
         "refers to a row of data/figures.csv, which is missing"),
        ("data/conversions.csv", "to_id", "usd",
         "refers to a row of data/figures.csv, which is missing"),
        ("data/evidence.csv", "fact_id", "", "6 rows refer to data/figures.csv, which is missing"),
    ]  # fmt: skip


def test_a_table_that_is_listed_but_missing_is_an_error_by_itself(tmp_path: Path) -> None:
    files = parts()
    del files["data/omissions.csv"]
    (problem,) = open_dossier(write_folder(tmp_path, files)).problems
    assert str(problem).startswith(
        "data/omissions.csv: is listed in datapackage.json but missing; restore the file"
    )


def test_a_slip_is_still_recognised_where_unlisted_tables_are_missing(tmp_path: Path) -> None:
    tables = rows()
    tables["omissions"][0]["fact_id"] = "deal-2019-agreement-x"
    tables["events"][1]["event_id"] = "deal-2019-agreement"
    tables["evidence"][0]["fact_id"] = "deal-2020-agreement"
    files = unlisted(parts(tables), "topics")
    found = {p.file: p for p in open_dossier(write_folder(tmp_path, files)).problems}
    assert found["data/omissions.csv"].remedy == 'write "deal-2019-agreement"'
    # Another number of the same kind is no slip where its own row may be in a file not there.
    assert "data/topics.csv" in found["data/evidence.csv"].remedy


def test_a_folder_without_descriptor_opens_under_its_own_name(tmp_path: Path) -> None:
    files = parts()
    del files["datapackage.json"]
    dossier = open_dossier(write_folder(tmp_path / "Orion", files))
    assert dossier.title == "Orion"
    (problem,) = dossier.problems
    assert (problem.file, problem.severity) == ("datapackage.json", "warning")


def test_the_descriptor_itself_can_be_opened(tmp_path: Path) -> None:
    write_folder(tmp_path)
    assert open_dossier(tmp_path / "datapackage.json").title == "Orion and Lyra"


@pytest.mark.parametrize("name", ["nothing", "empty", "file.csv", "bad\0name"])
def test_what_is_no_dossier_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DossierRefused) as refused:
        open_dossier(tmp_path / name)
    assert name.split("\0")[0] in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_misnamed_table_is_noticed(tmp_path: Path) -> None:
    files = parts()
    files["data/Figures.csv"] = files.pop("data/figures.csv")
    files["data/prices.csv"] = b"a,b\n"
    del files["data/conversions.csv"], files["data/evidence.csv"]
    problems = open_dossier(write_folder(tmp_path, files)).problems
    remedies = {p.file: p.remedy for p in problems}
    assert "data/figures.csv" in remedies["data/Figures.csv"]
    assert remedies["data/prices.csv"] == "it is kept but not shown"


def test_progress_goes_by_the_bytes_that_were_read(tmp_path: Path) -> None:
    long = rows()["evidence"]
    many = [{**row, "evidence_id": f"e-{n}"} for n in range(200) for row in long]
    write_folder(tmp_path, parts() | {"data/evidence.csv": csv_bytes("evidence", many)})
    heard = [0.0]
    open_dossier(tmp_path, progress=heard.append)
    steps = sorted(b - a for a, b in pairwise(heard))
    assert sum(steps[-2:]) > 0.5, "the one long file is most of it: its rows, then its cells"
    assert heard[-1] == 1.0


@pytest.mark.parametrize("spoilt", [b"", b'"'], ids=["plain", "read again more closely"])
def test_progress_goes_on_within_one_long_file(tmp_path: Path, spoilt: bytes) -> None:
    long = rows()["evidence"]
    many = [{**row, "evidence_id": f"e-{n}"} for n in range(3000) for row in long]
    data = csv_bytes("evidence", many) + spoilt
    write_folder(tmp_path, parts() | {"data/evidence.csv": data})
    heard = [0.0]
    with patch.object(csv_blocks, "SIZE", 1 << 16):
        open_dossier(tmp_path, progress=heard.append)
    assert heard == sorted(heard)
    assert max(b - a for a, b in pairwise(heard)) < 0.3

    late: list[float] = []
    with patch.object(csv_blocks, "SIZE", 1 << 16), pytest.raises(Cancelled):
        open_dossier(tmp_path, progress=late.append, cancelled=lambda: late[-1:] > [0.25])
    assert 0.25 < late[-1] < 0.5, "stopped amid the file"


def test_reading_tells_its_progress_and_can_be_stopped(tmp_path: Path) -> None:
    write_folder(tmp_path)
    heard: list[float] = []
    open_dossier(tmp_path, progress=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert len(heard) > 10

    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        open_dossier(tmp_path, cancelled=stop)
