"""``jwviewer read … --output``: dossiers of many articles, and what waits for a person."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from jwviewer.cli import main
from jwviewer.dossier.files import open_dossier
from jwviewer.reading.batch_command import Bar
from tests.reading.test_batch import OTHER, TEXT


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(TEXT, encoding="utf-8")
    (folder / "second.txt").write_text(OTHER, encoding="utf-8")
    return folder


def names(path: Path) -> list[str]:
    entities = open_dossier(path).tables["entities"]
    return entities.loc[entities["kind"] == "company", "name"].tolist()


def test_every_article_becomes_a_dossier(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["read", str(articles), "--output", str(out)]) == 0
    assert sorted(one.name for one in out.iterdir()) == [
        "first.dossier", "proposals.json", "second.dossier",
    ]  # fmt: skip
    opened = open_dossier(out / "first.dossier")
    assert opened.problems == ()
    assert opened.tables["sources"]["title"].tolist() == ["first.txt"]
    assert set(names(out / "first.dossier")) == {"Voltessa AB", "Kerning AG"}


def test_all_articles_become_one_dossier_with_each_company_once(
    articles: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.dossier"
    assert main(["read", str(articles), "--output", str(file)]) == 0
    opened = open_dossier(file)
    assert opened.problems == ()
    assert sorted(names(file)) == ["Kerning AG", "Voltessa AB"]
    assert opened.tables["sources"]["source_id"].tolist() == ["first", "second"]
    assert set(opened.tables["evidence"]["source_id"]) == {"first", "second"}


def test_a_group_is_not_merged_with_the_firm_of_its_name(tmp_path: Path) -> None:
    for number, firm in enumerate(("Kerning AG", "Kerning Group")):
        text = f"{firm} sold more than 700 ferries in 2018."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "all.dossier"
    articles = [str(tmp_path / "0.txt"), str(tmp_path / "1.txt")]
    assert main(["read", *articles, "--output", str(file)]) == 0
    assert sorted(names(file)) == ["Kerning AG", "Kerning Group"]


def test_it_is_said_how_much_was_accepted_and_how_much_waits(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["read", str(articles), "--output", str(out), "--threshold", "0.9"]) == 0
    said = capsys.readouterr().out
    waiting = json.loads((out / "proposals.json").read_text(encoding="utf-8"))
    left = sum(len(one["proposals"]) for one in waiting)
    assert left > 0
    assert f"{left} proposals left for a person" in said
    assert "accepted without a look" in said
    assert "2 of 2 articles read" in said


def test_what_failed_is_told_at_the_end(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "third.txt").write_bytes(b"\x89PNG")
    assert main(["read", str(articles), "--output", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert "2 of 3 articles read" in told.out
    assert "third.txt" in told.err
    assert "PNG" in told.err


def test_nothing_is_left_where_no_article_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG")
    assert main(["read", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_what_is_there_already_is_never_overwritten(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.dossier"
    file.write_bytes(b"mine")
    assert main(["read", str(articles), "--output", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("given", [["--threshold", "2"], ["--date", "May"], ["--json"]])
def test_arguments_that_make_no_sense_are_refused(
    articles: Path, tmp_path: Path, given: list[str]
) -> None:
    assert main(["read", str(articles), "--output", str(tmp_path / "out"), *given]) == 2
    assert not (tmp_path / "out").exists()


def test_tables_of_all_articles_become_parquet_files(articles: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed: pip install 'jwviewer[parquet]'"
    )
    out = tmp_path / "out"
    assert main(["read", str(articles), "--output", str(out), "--format", "parquet"]) == 0
    figures = parquet.read_table(out / "figures.parquet").to_pylist()
    assert sorted((Path(row["article"]).name, row["value"]) for row in figures) == [
        ("first.txt", "500"), ("second.txt", "700"),
    ]  # fmt: skip


def test_the_bar_grows_on_a_terminal_and_is_not_there_elsewhere() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, lines in ((Terminal(), 3), (io.StringIO(), 0)):
        bar = Bar(2, stream)
        bar.step()
        bar.step()
        bar.close()
        assert stream.getvalue().count("\r") + stream.getvalue().count("\n") == lines
