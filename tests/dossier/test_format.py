"""seeds/FORMAT.md says what the program does: its tables, examples and messages are checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jwviewer.dossier.cells import faults
from jwviewer.dossier.container import FROM_ELSEWHERE
from jwviewer.dossier.dates import parse_date
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.schema import BOUNDS, FACT_TABLES, MODES, SCHEMA, TABLES, Column, Table
from jwviewer.places import seed

DOCUMENT = seed("FORMAT.md")
TEXT = DOCUMENT.read_text(encoding="utf-8")
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"
WORDS = {
    "id": "id", "text": "text", "names": "names separated by `;`", "edtf": "date",
    "duration": "duration", "decimal": "decimal", "int": "whole number",
    "ints": "whole numbers separated by `;`", "unit": "unit", "sha256": "SHA-256",
    "country": "country code (ISO 3166-1, such as `CN`)", "url": "web address",
    "language": "language code (such as `en`, `zh-Hans`)",
}  # fmt: skip


def described(column: Column) -> str:
    if column.type in ("ref", "refs"):
        tables = "any fact" if column.tables == FACT_TABLES else ", ".join(column.tables)
        return f"→ {tables}" + (", separated by `;`" if column.type == "refs" else "")
    if column.type == "enum":
        return ", ".join(f"`{value}`" for value in column.values)
    if column.type in ("text", "names"):
        return f"{WORDS[column.type]}, at most {column.most} characters"
    return WORDS[column.type]


def written(table: Table) -> str:
    lines = [f"### `data/{table.name}.csv`", "", table.description.capitalize() + "."]
    if table.facts:
        lines[-1] += " Each row is a fact."
    lines += ["", "| column | holds | |", "|---|---|---|"]
    for column in table.columns:
        name = f"**{column.name}**" if column.required else column.name
        note = "; ".join(filter(None, ("key" * (column.name in table.key), column.description)))
        lines.append(f"| {name} | {described(column)} | {note} |")
    return "\n".join((*lines, "", ""))


def rows_below(mark: str) -> list[list[str]]:
    block = TEXT.split(f"<!-- {mark} -->\n", 1)[1].split("\n\n", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]
    ]


def test_it_describes_every_table_and_column(update_golden: bool) -> None:
    """Run with --update-golden after a change of the schema."""
    before, _, rest = TEXT.partition(BEGIN)
    found, _, after = rest.partition(END)
    wanted = "\n" + "".join(map(written, SCHEMA))
    if update_golden:
        DOCUMENT.write_text(before + BEGIN + wanted + END + after, encoding="utf-8")
    else:
        assert found == wanted


def test_its_example_is_a_valid_dossier(tmp_path: Path) -> None:
    examples = re.findall(r"<!-- example: (\S+) -->\n```csv\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "data").mkdir()
    for name, content in examples:
        (tmp_path / name).write_text(content, encoding="utf-8")
    dossier = open_dossier(tmp_path)
    assert [(p.file, p.severity) for p in dossier.problems] == [("datapackage.json", "warning")]
    assert {name.split("/")[1].removesuffix(".csv") for name, _ in examples} <= TABLES.keys()
    assert str(dossier.fact("made-2020").quantity) != ""
    assert dossier.fact("deal-2").date_basis == "undated"


@pytest.mark.parametrize("row", rows_below("damage"), ids=lambda row: str(row[0]))
def test_damage_is_reported_in_the_words_it_gives(row: list[str]) -> None:
    # Markdown keeps a blank inside a code span, and so must we.
    cell, column, words = re.sub(r"^`(.*)`$", r"\1", row[0]), row[1].strip("`"), row[2]
    reason, remedy = faults(TABLES["figures"].by_name[column], [cell])[cell]
    assert words in reason
    assert remedy


@pytest.mark.parametrize("row", rows_below("dates"), ids=lambda row: str(row[0]))
def test_the_dates_it_lists_are_dates(row: list[str]) -> None:
    for text in re.findall(r"`(.+?)`", row[0]):
        assert parse_date(text).text == text


def test_it_names_every_bound_and_voice() -> None:
    for word in (*BOUNDS, *MODES):
        assert f"`{word}`" in TEXT.partition(BEGIN)[0], word


def test_its_limits_are_those_of_the_program() -> None:
    limits = TEXT.split("## Limits", 1)[1].split("##", 1)[0]
    numbers = {int(n.replace(",", "")) for n in re.findall(r"[0-9][0-9,]*", limits)}
    assert numbers == {
        FROM_ELSEWHERE.entries, FROM_ELSEWHERE.entry >> 20, FROM_ELSEWHERE.total >> 20,
        FROM_ELSEWHERE.ratio, FROM_ELSEWHERE.rows, FROM_ELSEWHERE.cell, 2,
    }  # fmt: skip


def test_the_messages_it_quotes_are_those_of_the_program() -> None:
    reason, remedy = faults(TABLES["figures"].by_name["bound"], ["gte"])["gte"]
    assert f'"gte" {reason}; {remedy}\n' in TEXT
