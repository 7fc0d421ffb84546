"""Files that spreadsheets and people make: read where possible, explained where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from tests.dossier.example import csv_bytes, parts, rows, write_folder


def opened(tmp_path: Path, table: str, data: bytes) -> Dossier:
    return open_dossier(write_folder(tmp_path, parts() | {f"data/{table}.csv": data}))


def table_bytes(table: str) -> bytes:
    return csv_bytes(table, rows()[table])


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + table_bytes("entities").replace(b"\n", b"\r\n")
    dossier = opened(tmp_path, "entities", data)
    assert dossier.problems == ()
    assert dossier.name("g7") == 'The "G7" gearbox'


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_read_and_explained(tmp_path: Path, separator: str, word: str) -> None:
    data = table_bytes("metrics").replace(b",", separator.encode())
    dossier = opened(tmp_path, "metrics", data)
    (problem,) = dossier.problems
    assert (problem.severity, problem.line) == ("warning", 1)
    assert word in problem.reason
    assert "commas" in problem.remedy
    assert dossier.tables["metrics"]["metric_id"].tolist() == ["made", "income"]


@pytest.mark.parametrize(
    ("encoding", "word"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-32", "UTF-16")]
)
def test_unicode_text_of_excel_is_named(tmp_path: Path, encoding: str, word: str) -> None:
    data = table_bytes("claims").decode().encode(encoding)
    (problem,) = opened(tmp_path, "claims", data).problems
    assert word in problem.reason
    assert "CSV UTF-8" in problem.remedy


def test_a_workbook_with_the_name_of_a_table_is_named(tmp_path: Path) -> None:
    (problem,) = opened(tmp_path, "claims", b"PK\x03\x04\x14\x00rest").problems
    assert "Excel workbook" in problem.reason


@pytest.mark.parametrize(
    ("name", "encoding", "word"),
    [("Lyra Möbel", "cp1252", "Windows-1252"), ("天琴卡车公司", "gb18030", "GB18030")],
)
def test_a_wrong_encoding_costs_only_the_cells_it_spoils(
    tmp_path: Path, name: str, encoding: str, word: str
) -> None:
    tables = rows()
    tables["entities"][1] |= {"name": name, "aliases": ""}
    dossier = opened(
        tmp_path, "entities", csv_bytes("entities", tables["entities"]).decode().encode(encoding)
    )
    whole, cell = [p for p in dossier.problems if p.file == "data/entities.csv"]
    assert (whole.line, cell.line, cell.column) == (3, 3, "name")
    assert word in whole.reason
    assert "not UTF-8" in cell.reason
    assert "byte" in cell.value
    kept = dossier.tables["entities"]["entity_id"].tolist()
    assert kept == ["orion", "ada", "oslo", "g7"]


def test_a_missing_column_is_named_once(tmp_path: Path) -> None:
    data = table_bytes("claims").replace(b"period_basis", b"periodbasis", 1)
    problems = opened(tmp_path, "claims", data).problems
    assert [(p.line, p.column, p.severity) for p in problems] == [
        (1, "periodbasis", "error"),
        (1, "period_basis", "error"),
    ]
    assert problems[0].remedy == 'write "period_basis"'


def test_columns_that_may_be_empty_may_be_missing(tmp_path: Path) -> None:
    rest = b"made,made,count,unit,flow\nincome,i,money,,flow\n"
    data = b"metric_id,label,quantity,unit,period_kind\n" + rest
    assert opened(tmp_path, "metrics", data).problems == ()


def test_a_column_of_the_persons_own_is_kept_with_a_warning(tmp_path: Path) -> None:
    tables = rows()
    tables["omissions"][0]["my_remark"] = "ask again"
    dossier = opened(tmp_path, "omissions", csv_bytes("omissions", tables["omissions"]))
    (problem,) = dossier.problems
    assert (problem.severity, problem.line, problem.column) == ("warning", 1, "my_remark")
    assert dossier.tables["omissions"]["my_remark"].tolist() == ["ask again"]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    data = table_bytes("omissions").replace(b"attribute", b"label", 1)
    (problem,) = opened(tmp_path, "omissions", data).problems
    assert (problem.line, problem.column) == (1, "label")
    assert "two columns" in problem.reason


def test_a_first_line_that_names_no_columns_is_one_problem(tmp_path: Path) -> None:
    for data in (b"", b"\n\n", b"made,5000\n", b"," * 50_000, b"a," * 50_000 + b"\nb\n"):
        (problem,) = opened(tmp_path, "claims", data).problems
        assert problem.line == 1


def test_the_wrong_number_of_cells_costs_one_row(tmp_path: Path) -> None:
    lines = table_bytes("claims").splitlines()
    good = lines[1]
    long_row, padded = b"long" + good + b",surplus", good + b",,,"
    data = b"\n".join((lines[0], b"short,first", good, long_row, padded, b",,,", b"", b""))
    dossier = opened(tmp_path, "claims", data)
    short, long, repeated = dossier.problems
    assert (short.line, short.column) == (2, "gist")
    assert "every comma" in short.remedy
    assert (long.line, long.value) == (4, "surplus")
    assert "quotes around" in long.remedy
    assert repeated.line == 5
    assert repeated.reason == "repeats line 3"
    assert len(dossier.tables["claims"]) == 1


def test_lines_are_counted_by_the_first_line_of_a_row(tmp_path: Path) -> None:
    tables = rows()
    tables["claims"][0]["note"] = "one\ntwo\r\nthree"
    tables["claims"].append({**tables["claims"][0], "claim_id": "Bad Id"})
    tables["claims"].append({**tables["claims"][0], "claim_id": "other", "kind": "seccond"})
    dossier = opened(tmp_path, "claims", csv_bytes("claims", tables["claims"]))
    assert [(p.line, p.column) for p in dossier.problems] == [(5, "claim_id"), (8, "kind")]
    assert dossier.tables["claims"]["note"].tolist() == ["one\ntwo\nthree"]


def test_an_unclosed_quote_does_not_hide_the_rows_behind_it(tmp_path: Path) -> None:
    lines = table_bytes("entities").decode().splitlines()
    lines[2] = lines[2].replace("lyra,company,", 'lyra,company,"unclosed ', 1)
    dossier = opened(tmp_path, "entities", "\n".join(lines).encode())
    problem = dossier.problems[0]
    assert (problem.line, problem.column) == (3, "name")
    assert "quote" in problem.reason
    assert dossier.tables["entities"]["entity_id"].tolist() == ["orion", "ada", "oslo", "g7"]


def test_text_behind_a_closing_quote_is_reported(tmp_path: Path) -> None:
    data = table_bytes("metrics").replace(b"income,income,", b'income,"in"come,')
    problem = opened(tmp_path, "metrics", data).problems[0]
    assert (problem.line, problem.column) == (3, "label")
    assert "after a closing quote" in problem.reason


def test_a_quote_open_to_the_end_of_the_file_costs_one_row(tmp_path: Path) -> None:
    data = table_bytes("omissions") + b'gap-2,"never closed,,,\ngap-3,other,,,\n'
    dossier = opened(tmp_path, "omissions", data)
    assert [(p.line, p.column) for p in dossier.problems] == [(3, "label")]
    assert dossier.tables["omissions"]["omission_id"].tolist() == ["gap", "gap-3"]


def test_a_cell_in_a_column_without_a_name_is_reported(tmp_path: Path) -> None:
    lines = table_bytes("omissions").decode().splitlines()
    data = "\n".join((lines[0] + ",", lines[1] + ",stray")).encode()
    (problem,) = opened(tmp_path, "omissions", data).problems
    assert (problem.line, problem.column, problem.value) == (2, "6", "stray")


def test_many_broken_rows_are_read_quickly_and_counted(tmp_path: Path) -> None:
    data = table_bytes("omissions") + b'x,"a"b,,,\n' * 30_000
    problems = opened(tmp_path, "omissions", data).problems
    assert len(problems) == 1_001
    assert problems[-1].reason == "29,000 more in this column"


def test_a_cell_may_be_longer_than_the_csv_modules_own_limit(tmp_path: Path) -> None:
    tables = rows()
    tables["omissions"][0]["my_text"] = "x" * 300_000
    dossier = opened(tmp_path, "omissions", csv_bytes("omissions", tables["omissions"]))
    assert dossier.tables["omissions"]["my_text"].tolist() == ["x" * 300_000]


def with_line(tmp_path: Path, table: str, old: str, new: str) -> Dossier:
    """Open the example with a text of one table replaced as it stands in the file."""
    text = table_bytes(table).decode()
    assert text.count(old) == 1
    return opened(tmp_path, table, text.replace(old, new).encode())


def test_rows_of_a_wrong_width_are_known_to_those_that_refer_to_them(tmp_path: Path) -> None:
    text = table_bytes("figures").decode()
    text = text.replace(",USD,,undated,,,quote,ada,,", ",USD,,undated,,,quote,ada,,one; two")
    dossier = opened(tmp_path, "figures", text.replace(",", ";").encode())
    _, width, reference = dossier.problems
    assert (width.line, width.value) == (5, " two")
    assert width.remedy == "put quotes around a cell that holds a semicolon"
    assert (reference.file, reference.column) == ("data/conversions.csv", "to_id")
    assert reference.reason == "refers to data/figures.csv line 5, which has a problem"
    assert reference.remedy == "repair that row first"


def test_rows_with_broken_quotes_are_known_too(tmp_path: Path) -> None:
    dossier = with_line(tmp_path, "figures", "usd,orion,", 'usd,"orion,')
    assert [p.remedy for p in dossier.problems][1:] == ["repair that row first"]


@pytest.mark.parametrize("spoilt", ["income,usd,orion", "Income usd,,orion"])
def test_no_other_id_is_suggested_where_that_of_a_row_cannot_be_told(
    tmp_path: Path, spoilt: str
) -> None:
    tables = rows()
    tables["figures"][2]["figure_id"] = "income-nok"
    tables["figures"][3]["figure_id"] = "income-usd"
    tables["conversions"][0] |= {"from_id": "income-nok", "to_id": "income-usd"}
    text = csv_bytes("figures", tables["figures"]).decode()
    files = parts(tables)
    files["data/figures.csv"] = text.replace("income-usd,orion", spoilt).encode()
    write_folder(tmp_path, files)
    assert [p.remedy for p in open_dossier(tmp_path).problems if p.column == "to_id"] == [
        "first repair the rows of data/figures.csv that have problems"
    ]
