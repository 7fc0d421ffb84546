"""The generator of large dossiers for the benchmark."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.schema import BOUNDS, EVENT_TYPES, FACT_KINDS
from tests.benchmarks import make_dossier as make_dossier_module
from tests.benchmarks.industry.large_forms import write_pieces
from tests.benchmarks.industry.names import stems
from tests.benchmarks.make_dossier import make_dossier, make_pieces, make_tables
from tests.dossier.arrow_forms import duckdb, pyarrow

FACTS = 4_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "industry"
    make_dossier(folder, FACTS, 1)
    return folder


def test_it_has_as_many_facts_as_asked_for_and_no_problem(made: Path) -> None:
    dossier = open_dossier(made)
    assert dossier.problems == ()
    assert len(dossier.fact_ids) == FACTS
    assert dossier.fictional


def test_the_least_industry_has_no_problem_either(tmp_path: Path) -> None:
    make_dossier(tmp_path, 1000, 7)
    dossier = open_dossier(tmp_path)
    assert dossier.problems == ()
    assert len(dossier.fact_ids) == 1000


def test_fewer_facts_make_no_industry() -> None:
    with pytest.raises(ValueError, match="at least 1,000"):
        make_tables(999, 1)


def test_it_holds_what_the_format_knows(made: Path) -> None:
    dossier = open_dossier(made)
    figures, events = dossier.tables["figures"], dossier.tables["events"]
    assert set(figures["bound"]) == set(BOUNDS)
    assert set(events["event_type"]) == set(EVENT_TYPES)
    assert {fact.kind for fact in dossier.facts} == set(FACT_KINDS)
    for links in ("part_of_id", "change_of_id", "subject_id", "inferred_bound", "base_period"):
        assert (figures[links] != "").any(), links
    for order in ("after_event_id", "before_event_id", "not_before", "duration"):
        assert (events[order] != "").any(), order
    whens = [fact.when for fact in dossier.facts]
    precisions = {span.precision for span in whens if span is not None}
    assert {"day", "month", "quarter", "year", "interval", "yearless"} <= precisions
    assert any(span is not None and span.open_end for span in whens)
    assert any(span is not None and span.approximate for span in whens)


def test_few_companies_have_most_facts(made: Path) -> None:
    dossier = open_dossier(made)
    counts = Counter(dossier.tables["figures"]["entity_id"]).most_common()
    most = sum(count for _, count in counts[: len(dossier.companies) // 4])
    assert 0.5 < most / sum(count for _, count in counts) < 0.95
    assert 0.6 < len(dossier.tables["figures"]) / FACTS < 0.7


def test_every_fact_has_one_or_two_spans_of_evidence(made: Path) -> None:
    spans = Counter(open_dossier(made).tables["evidence"]["fact_id"])
    assert len(spans) == FACTS
    assert set(spans.values()) == {1, 2}


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(
    made: Path, tmp_path: Path
) -> None:
    make_dossier(tmp_path / "again", FACTS, 1)
    make_dossier(tmp_path / "other", FACTS, 2)
    files = sorted(path.relative_to(made) for path in made.rglob("*.*"))
    assert len(files) == 16
    same = [(made / f).read_bytes() == (tmp_path / "again" / f).read_bytes() for f in files]
    assert all(same)
    figures = Path("data/figures.csv")
    assert (made / figures).read_bytes() != (tmp_path / "other" / figures).read_bytes()


def test_names_do_not_repeat() -> None:
    assert len(set(stems(3_000))) == 3_000


@pytest.mark.parametrize("form", ["parquet", "duckdb"])
def test_it_is_made_piece_by_piece_as_well(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb() if form == "duckdb" else pyarrow()
    monkeypatch.setattr(make_dossier_module, "PIECE", 1_500)
    path = write_pieces(tmp_path, form, make_pieces(FACTS, 1), "Many")
    dossier = open_dossier(path)
    assert dossier.problems == ()
    assert len(dossier.fact_ids) == FACTS
    assert {fact.kind for fact in dossier.facts} == set(FACT_KINDS)
    assert all(dossier.evidence_of(fact_id) for fact_id in dossier.fact_ids)
    assert sum(bool(dossier.links(fact_id)) for fact_id in dossier.fact_ids) > FACTS // 10
