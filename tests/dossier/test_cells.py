"""One wrong cell: the message names file, line, column, value, reason and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.files import open_dossier
from tests.dossier.example import Rows, parts, problems_of, rows, write_folder

# table, row, column, what is written there, words of the reason, words of the remedy
SPOILT = (
    ("figures", 0, "value", "20o000", "not a", ""),
    ("figures", 0, "value", "1,000", "", "1000"),
    ("figures", 0, "value", "12.8万", "", "128000"),
    ("figures", 0, "value", "1e5", "", "100000"),
    ("figures", 0, "value", "nan", "", ""),
    ("figures", 0, "value", "１２", "", ""),
    ("figures", 0, "value", "1_000", "", ""),
    ("figures", 0, "value", "#REF!", "error of the spreadsheet", "repair"),
    ("figures", 0, "value", "", "is empty", "fill"),
    ("figures", 0, "value", " 5000", "blanks around", '"5000"'),
    ("figures", 0, "decimals", "1.0", "whole number", "write 1"),
    ("figures", 0, "decimals", "99", "decimal place", "-3 for thousands"),
    ("figures", 0, "bound", "gte", "one of the words", '"gt"'),
    ("figures", 0, "bound", "≥", "one of the words", "nearly"),
    ("figures", 0, "unit", "unitt", "not a unit", "{excavator}"),
    ("figures", 0, "unit", "vehicle", "not the unit of its metric", '"unit"'),
    ("figures", 2, "unit", "%", "not a currency", "CNY"),
    ("figures", 0, "period", "Dec-18", "spreadsheet", "2018-12"),
    ("figures", 0, "period", "2018-02-29", "", ""),
    ("figures", 0, "period", "2018.0", "", "2018"),
    ("figures", 0, "period", "2019/2018", "", ""),
    ("figures", 0, "entity_id", "orionn", "not found in data/entities.csv", '"orion"'),
    ("figures", 0, "entity_id", "deal", "not found in data/entities.csv", "data/events.csv"),
    ("figures", 0, "entity_id", "Orion", "not an id", "a-z"),
    ("figures", 0, "figure_id", "part", "", ""),
    ("figures", 0, "figure_id", "deal", "data/events.csv line 2", "choose another"),
    ("figures", 1, "part_of_id", "part", "the same as figure_id", ""),
    ("figures", 0, "value_high", "6000", "although the bound is not range", "empty the cell"),
    ("figures", 1, "value_high", "", "needs its upper end", ""),
    ("figures", 1, "value_high", "1000", "not above value", "lower end"),
    ("figures", 0, "inferred_bound", "range", "not one of the words", "over-about"),
    ("figures", 0, "period_basis", "undated", "contradicts the date in period", ""),
    ("figures", 1, "period_basis", "stated", "needs a date", "undated"),
    ("figures", 1, "part_basis", "", "part_of_id is filled", "stated, inferred"),
    ("figures", 0, "base_basis", "stated", "base_period is empty", "empty this"),
    ("figures", 3, "mode", "quote-unnamed", "contradicts the asserter", "write quote"),
    ("figures", 3, "asserter_id", "g7", "is a product", "person"),
    ("figures", 3, "asserter_event_id", "deal", "second asserter", ""),
    ("figures", 0, "mode", "quote", "needs an asserter", "quote-unnamed"),
    ("entities", 0, "kind", "compnay", "one of the words", '"company"'),
    ("entities", 0, "country", "UK", "not a country code", "two capital letters"),
    ("entities", 1, "aliases", "Lyra;;x", "empty name", ""),
    ("entities", 0, "name", "x" * 201, "201 characters, more than 200", "shorten"),
    ("entities", 0, "name", "a\x1b[31mb", "control character", "remove"),
    ("entities", 4, "company_ids", "orion;ada", "is a person", "company"),
    ("entities", 4, "company_ids", "orion;nobody", 'names "nobody"', ""),
    ("entities", 4, "company_ids", "orion; lyra", "not a list of ids", "without blanks"),
    ("entities", 4, "company_ids", "orion;orion", "same id twice", ""),
    ("roles", 0, "person_id", "orion", "is a company", "name a person"),
    ("roles", 0, "organisation_id", "ada", "is a person", "company"),
    ("relations", 0, "object_id", "lyra", "is a company", "name a place"),
    ("relations", 0, "object_id", "orion", "the same as subject_id", ""),
    ("events", 0, "place_id", "lyra", "is a company", "name a place"),
    ("events", 0, "duration", "7 years", "", "P7Y"),
    ("events", 1, "not_after", "2018", "earlier than not_before", "exchange"),
    ("events", 0, "not_before", "2020", "later than the date", ""),
    ("events", 0, "not_after", "2018", "earlier than the date", ""),
    ("events", 1, "after_event_id", "deal-2", "the same as event_id", ""),
    ("events", 0, "after_event_id", "deal-2", "both earlier and later", "circle"),
    ("participants", 0, "entity_id", "g7", "is a product", "company"),
    ("participants", 1, "entity_id", "orion", "", ""),
    ("topics", 0, "entity_id", "oslo", "is a place", "technology"),
    ("metrics", 0, "unit", "", "only money goes without", ""),
    ("metrics", 1, "unit", "NOK", "is given for money", "empty the cell"),
    ("conversions", 0, "to_id", "all", "not an amount of money", ""),
    ("conversions", 0, "to_id", "nok", "the same as from_id", ""),
    ("sources", 0, "url", "file:///etc/passwd", "not a web address", "https://"),
    ("sources", 0, "language", "English", "not a language code", "en"),
    ("sources", 0, "text_norm", "jw-2", "one of the words", "jw-1"),
    ("sources", 0, "text_chars", "0", "not the length", ""),
    ("sources", 0, "paragraph_starts", "0;9999", "beyond the end", "text_chars"),
    ("sources", 0, "paragraph_starts", "5;5", "not ascending", "smallest first"),
    ("sources", 0, "paragraph_starts", "0, 5", "list of whole numbers", "0;120;450"),
    ("evidence", 0, "end", "9999", "behind the end of the text", "text_chars"),
    ("evidence", 0, "end", "17", "not behind start", ""),
    ("evidence", 0, "start", "-1", "before the beginning", "count from 0"),
    ("evidence", 0, "span_sha256", "abc", "not a SHA-256 hash", "64"),
    ("evidence", 0, "fact_id", "src", "not found in any table of facts", "data/sources.csv"),
)


def spoil(tables: Rows, table: str, row: int, column: str, value: str) -> Rows:
    tables[table][row][column] = value
    return tables


@pytest.mark.parametrize(("table", "row", "column", "value", "reason", "remedy"), SPOILT)
def test_a_wrong_cell_is_reported_at_its_place(
    tmp_path: Path, table: str, row: int, column: str, value: str, reason: str, remedy: str
) -> None:
    # Lyra's name holds no line end, so a row stands on the line behind the header.
    problems = problems_of(tmp_path, spoil(rows(), table, row, column, value))
    here = [p for p in problems if p.file == f"data/{table}.csv" and p.severity == "error"]
    mine = [p for p in here if p.column == column and p.line == row + 2] or [
        # Of two rows with one id the later is at fault, of two events in a circle both.
        p
        for p in here
        if p.line == row + 3
    ]
    assert mine, problems
    assert reason in mine[0].reason
    assert remedy in mine[0].remedy
    assert mine[0].reason
    assert str(mine[0]).startswith(f"data/{table}.csv:{mine[0].line}:{mine[0].column}: ")


def test_the_example_itself_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, rows()) == ()


def test_a_long_value_is_shortened_in_the_message(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, spoil(rows(), "claims", 0, "gist", "long " * 100))
    assert len(problem.value) == 60
    assert problem.value.endswith("…")


def test_control_characters_are_written_out_in_the_message(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, spoil(rows(), "claims", 0, "gist", "a\x1b]0;b\x07"))
    assert problem.value == "a⟦U+001B⟧]0;b⟦U+0007⟧"


def test_text_that_turns_around_is_a_warning_and_kept(tmp_path: Path) -> None:
    tables = spoil(rows(), "claims", 0, "gist", "the \u202etsrif\u202c one\u200b")
    dossier = open_dossier(write_folder(tmp_path, parts(tables)))
    (problem,) = dossier.problems
    assert (problem.severity, problem.line, problem.column) == ("warning", 2, "gist")
    assert "⟦U+202E⟧" in problem.value
    assert dossier.tables["claims"]["gist"].tolist() == ["the \u202etsrif\u202c one\u200b"]


def test_a_signed_change_is_refused(tmp_path: Path) -> None:
    tables = rows()
    tables["figures"][0] |= {"value": "-5000", "direction": "decrease"}
    (problem,) = [p for p in problems_of(tmp_path, tables) if p.column == "value"]
    assert problem.remedy == "write 5000"


def test_decimals_coarser_than_the_value_are_a_warning(tmp_path: Path) -> None:
    for value, decimals, warned in (
        ("5000", "-3", False), ("5100", "-3", True), ("5.25", "2", False), ("5.25", "1", True),
        ("0", "-3", False), ("5", "0", False),
    ):  # fmt: skip
        tables = rows()
        tables["figures"][0] |= {"value": value, "decimals": decimals}
        problems = problems_of(tmp_path, tables)
        assert [p.severity for p in problems] == ["warning"] * warned, (value, decimals)


def test_a_conversion_within_one_currency_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, spoil(rows(), "figures", 3, "unit", "NOK"))
    assert [(p.file, p.column) for p in problems] == [("data/conversions.csv", "to_id")]


def test_events_must_not_contradict_their_order(tmp_path: Path) -> None:
    tables = rows()
    tables["events"][1] |= {"date": "2018", "date_basis": "stated", "not_before": ""}
    (problem,) = problems_of(tmp_path, tables)
    assert (problem.line, problem.column) == (3, "after_event_id")
