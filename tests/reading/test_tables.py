"""A reading as a dossier: every accepted fact is there, whole, with its passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.editing.checking import problems_of
from jwviewer.reading.loaders import load_article
from jwviewer.reading.reading import read_text
from jwviewer.reading.tables import Source, rows_of

ARTICLES = sorted(
    path
    for path in (Path(__file__).parent / "articles" / "dev").iterdir()
    if path.suffix in (".txt", ".html", ".md")
)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_what_is_read_makes_a_dossier_without_faults(path: Path) -> None:
    text = load_article(path).text
    reading = read_text(text)
    rows = rows_of(reading.article, reading.proposals, Source(title="An article"))
    dossier = Dossier.from_rows(rows.tables, title="Read", id="read")
    assert [str(p) for p in problems_of(dossier) if p.severity == "error"] == []
    placed = {one.id for one in reading.proposals} - rows.left_out.keys()
    assert {rows.fact_ids[one] for one in placed} == set(dossier.fact_ids)
    for one in reading.proposals:
        if one.id in placed:
            spans = {(e.start, e.end) for e in dossier.evidence_of(rows.fact_ids[one.id])}
            assert one.span in spans


def test_a_fact_that_is_known_gets_evidence_and_no_second_row() -> None:
    reading = read_text("Alpha Motors Ltd signed an agreement with Beta Power Inc in May 2020.")
    company = next(one for one in reading.proposals if one.kind == "company")
    rows = rows_of(
        reading.article, [company], Source(id="second"), known={company.id: "alpha"},
        taken=["alpha"],
    )  # fmt: skip
    assert "entities" not in rows.tables
    assert {row["fact_id"] for row in rows.tables["evidence"]} == {"alpha"}
