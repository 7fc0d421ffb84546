"""Readings as records, and the command that prints them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jwviewer.cli import main
from jwviewer.dossier.record_fields import FIELDS
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

TEXT = (
    "In 2018, Foo Motors Ltd sold more than 260,000 vehicles. "
    "Its income exceeded CNY230bn (US$33.40bn)."
)


def test_a_record_has_the_fields_of_facts_and_its_grounds() -> None:
    records = reading_records(read_text(TEXT))
    assert all(tuple(one)[: len(FIELDS)] == FIELDS for one in records)
    assert all(tuple(one)[len(FIELDS) :] == ("rule", "confidence", "basis") for one in records)
    sold = next(one for one in records if one["value"] == "260000")
    assert (sold["kind"], sold["bound"], sold["unit"], sold["currency"]) == (
        "figure",
        "gt",
        "vehicle",
        None,
    )
    assert (sold["period"], sold["period_basis"]) == ("2018", "stated")
    assert sold["basis"]["value"] == "stated"
    assert 0 < sold["confidence"] <= 1


def test_evidence_is_exact_and_says_what_it_supports() -> None:
    records = reading_records(read_text(TEXT))
    sold = next(one for one in records if one["value"] == "260000")
    said = {one["supports"]: TEXT[one["start"] : one["end"]] for one in sold["evidence"]}
    assert said["value"] == "more than 260,000"
    assert said["bound"] == "more than"
    assert said["unit"] == "vehicles"
    assert said["period"] == "In 2018"


def test_references_are_names_and_conversions_keep_ids() -> None:
    records = reading_records(read_text(TEXT))
    ids = {one["id"]: one for one in records}
    conversion = next(one for one in records if one["kind"] == "conversion")
    ends = [ids[conversion[end]] for end in ("converted_from", "converted_to")]
    assert [(one["value"], one["unit"]) for one in ends] == [
        ("230000000000", "CNY"), ("33400000000", "USD"),
    ]  # fmt: skip
    assert ends[1]["inferred_bound"] == "gt"
    company = next(one for one in records if one["kind"] == "company")
    assert company["companies"] == [company["name"]]


def test_read_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == reading_records(read_text(TEXT))


def test_read_prints_lines_with_rule_and_confidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(path)]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if "260000" in one)
    assert line.startswith("figure: ")
    assert "bound gt" in line
    assert "[quantities.counts, 0." in line


def test_a_refused_article_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"\x89PNG" + bytes(50))
    assert main(["read", str(good), str(bad), "--json"]) == 1
    said = capsys.readouterr()
    assert list(json.loads(said.out)) == [str(good)]
    assert said.err.strip() == "jwviewer: b.txt is a PNG file, not a text"
    assert main(["read", str(bad), "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_the_articles_date_settles_last_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Foo Motors Ltd sold 500 cars last year.", encoding="utf-8")

    def sold(*more: str) -> tuple[str | None, str]:
        assert main(["read", str(path), "--json", *more]) == 0
        figure = next(one for one in json.loads(capsys.readouterr().out) if one["value"] == "500")
        return figure["period"], figure["basis"].get("period", "")

    assert sold() == (None, "")
    assert sold("--date", "2019-11-18") == ("2018", "inferred:article-date")
    for wrong in ("2019", "yesterday"):
        assert main(["read", str(path), "--date", wrong]) == 2
        assert capsys.readouterr().err.startswith(f"jwviewer: '{wrong}' ")
