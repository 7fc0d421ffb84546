"""The tutorial dossier exercises whatever a dossier can hold, and is made anew without a change."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Fact
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.dossier.schema import (
    BASES,
    BOUNDS,
    DATE_BASES,
    ENTITY_KINDS,
    EVENT_TYPES,
    FACT_KINDS,
    MODES,
    SUPPORTS,
    TABLES,
    VERDICTS,
)
from jwviewer.dossier.text import normalise, paragraph_starts, span_sha256, text_sha256
from jwviewer.places import seed

ROOT = Path(__file__).resolve().parents[2]
FOLDER = seed("tutorial")
ENUMS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.type == "enum"
]


@pytest.fixture(scope="module")
def tutorial() -> Dossier:
    return open_dossier(FOLDER)


@pytest.fixture(scope="module")
def articles(tutorial: Dossier) -> dict[str, str]:
    ids = tutorial.tables["sources"]["source_id"]
    return {i: normalise((FOLDER / "articles" / f"{i}.txt").read_bytes()) for i in ids}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "README.md"
    }


def figures(dossier: Dossier) -> list[Fact]:
    return [fact for fact in dossier.facts if fact.kind == "figure"]


def events(dossier: Dossier) -> list[Fact]:
    return [fact for fact in dossier.facts if fact.table == "events"]


def test_it_opens_without_a_problem_and_says_that_it_is_invented(
    tutorial: Dossier, articles: dict[str, str]
) -> None:
    assert tutorial.problems == ()
    assert tutorial.fictional
    assert "fictional" in tutorial.title
    assert "Invented" in tutorial.description
    assert all("nvented" in title for title in tutorial.tables["sources"]["title"])
    for text in articles.values():
        assert re.search("invented|虚构", text.split("\n", 1)[0])
    assert sum(map(len, files(FOLDER).values())) < 1_500_000


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "make_tutorial.py"), str(tmp_path)],
        check=True, capture_output=True, cwd=tmp_path,
    )  # fmt: skip
    assert files(tmp_path) == files(FOLDER)


def test_saving_it_changes_no_byte(tutorial: Dossier, tmp_path: Path) -> None:
    save_dossier(tutorial, tmp_path / "copy")
    saved = files(tmp_path / "copy")
    kept = {name: data for name, data in files(FOLDER).items() if not name.startswith("articles/")}
    assert saved == kept


@pytest.mark.parametrize(("table", "column"), ENUMS, ids=lambda part: str(part))
def test_every_word_of_every_list_is_used(tutorial: Dossier, table: str, column: str) -> None:
    wanted = set(TABLES[table].by_name[column].values)
    # A voice or a basis is the same thing in every table; one table need not have them all.
    if wanted in (set(MODES), set(BASES), set(DATE_BASES), set(VERDICTS)):
        used = set(tutorial.tables[table][column]) - {""}
        assert used or table == "judgements"
        assert used <= wanted
    elif column == "inferred_bound":
        assert set(tutorial.tables[table][column]) == {"", "gt"}
    else:
        # A rate, and that two names are one company, is what a person supplies.
        wanted -= {"same-as"} | (wanted if table == "rates" else set())
        assert set(tutorial.tables[table][column]) - {""} == wanted


def test_every_kind_voice_and_basis_is_there(tutorial: Dossier) -> None:
    facts = tutorial.facts
    assert {fact.kind for fact in facts} == set(FACT_KINDS)
    # What a person supplies is for nobody to ship.
    assert {fact.mode for fact in facts} == set(MODES) - {"supplied"}
    assert {fact.when_basis for fact in facts} - {""} == set(DATE_BASES) - {"supplied"}
    assert {fact.bound for fact in figures(tutorial)} == set(BOUNDS)
    assert {fact.event_type for fact in events(tutorial)} == set(EVENT_TYPES)
    assert {fact.entity_kind for fact in facts} - {""} == set(ENTITY_KINDS)
    assert {piece.supports for piece in tutorial.evidence} == set(SUPPORTS)
    for basis in ("company_basis", "part_basis", "base_basis", "period_basis", "date_basis"):
        assert {"stated", "inferred"} <= {getattr(fact, basis) for fact in facts}, basis


def test_dates_of_every_sort_are_there(tutorial: Dossier) -> None:
    spans = [fact.when for fact in tutorial.facts if fact.when is not None]
    assert {span.precision for span in spans} == {
        "day", "month", "season", "quarter", "half", "year", "decade", "century", "interval",
        "yearless",
    }  # fmt: skip
    assert {(span.approximate, span.uncertain) for span in spans} == {
        (False, False), (True, False), (False, True), (True, True),
    }  # fmt: skip
    assert any(span.open_start for span in spans)
    assert any(span.open_end for span in spans)
    assert any(re.fullmatch(r"\d{4}-\d\d/\d{4}", span.text) for span in spans)
    assert {span.text for span in spans if span.precision == "yearless"} == {
        "XXXX-05-04", "XXXX-11",
    }  # fmt: skip


def test_undated_events_hang_in_chains(tutorial: Dossier) -> None:
    undated = [event for event in events(tutorial) if not event.date]
    assert any(tutorial.fact(e.after_event_id) in undated for e in undated if e.after_event_id)
    assert any(tutorial.fact(e.before_event_id) in undated for e in undated if e.before_event_id)
    for attribute in ("duration", "not_before", "not_after"):
        assert any(getattr(event, attribute) for event in undated), attribute


def test_companies_have_names_of_every_sort(tutorial: Dossier) -> None:
    names = [tutorial.name(company) for company in tutorial.companies]
    assert 7 <= len(names) <= 9
    assert any(len(name) >= 60 for name in names)
    assert any(re.fullmatch("[\u4e00-\u9fff]+", name) for name in names)
    assert any(tutorial.row("entities", company)["name_local"] for company in tutorial.companies)
    assert tutorial.parties[0] == "northreach", "the company of the lessons stands first"


def test_hundreds_of_events_are_spread_unevenly(tutorial: Dossier) -> None:
    found = events(tutorial)
    assert 250 <= len(found) <= 400
    assert {len(event.company_ids) for event in found} >= {1, 2, 3, 4}
    days = Counter(event.date for event in found)
    assert days.most_common(1)[0][0] == "2019-06-01"
    assert days["2019-06-01"] >= 20
    years = [event.when.last for event in found if event.when and event.when.last]
    old = sum(last < 730_000 for last in years)  # before September 1999
    assert 20 <= old <= len(years) / 4


def test_several_companies_report_series_of_one_metric(tutorial: Dossier) -> None:
    grains: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in figures(tutorial):
        if fact.metric_id == "passengers" and fact.when and not fact.subject_id:
            grains[fact.when.precision][fact.company_ids[0] if fact.company_ids else ""] += 1
    assert sum(count >= 10 for count in grains["year"].values()) >= 3
    assert sum(count >= 16 for count in grains["quarter"].values()) >= 3
    assert sum(count >= 14 for count in grains["day"].values()) >= 2
    kinds = {tutorial.row("metrics", f.metric_id)["period_kind"] for f in figures(tutorial)}
    assert kinds == {"flow", "stock", "cumulative", "unknown"}
    oskar = {f.period for f in figures(tutorial) if f.company_ids == ("oskar",)}
    assert {"2019", "2021"} <= oskar
    assert "2020" not in oskar, "a gap, not a zero"


def test_quarters_add_up_to_their_year(tutorial: Dossier) -> None:
    for company in ("northreach", "oskar", "yunjing"):
        for year in range(2021, 2025):
            parts = [tutorial.fact(f"passengers-{company}-{year}-{q}") for q in range(33, 37)]
            whole = tutorial.fact(f"passengers-{company}-{year}")
            assert sum(Decimal(part.value) for part in parts) == Decimal(whole.value)


def test_some_metrics_can_be_compared_and_some_cannot(tutorial: Dossier) -> None:
    said: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    by_metric: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for fact in figures(tutorial):
        said[fact.metric_id, fact.period, fact.unit] |= set(fact.company_ids)
        by_metric[fact.metric_id].add((fact.period, fact.unit))
    for metric, period, unit in (
        ("employees", "2024-12-31", "employee"), ("revenue", "2024", "EUR"),
        ("passengers", "2024", "person"),
    ):  # fmt: skip
        assert len(said[metric, period, unit]) >= 2, metric
    assert {period for period, _ in by_metric["employees"]} == {"2023-12-31", "2024-12-31"}
    assert {unit for _, unit in by_metric["revenue"]} == {"EUR", "USD", "NOK", "CNY"}
    assert {unit for _, unit in by_metric["grant"]} == {"?"}


def test_sources_contradict_each_other_and_both_are_kept(tutorial: Dossier) -> None:
    one, other = (tutorial.fact(i) for i in ("passengers-northreach-2024", "passengers-news-2024"))
    assert (one.metric_id, one.period, one.company_ids, one.subject_id) == (
        other.metric_id, other.period, other.company_ids, other.subject_id,
    )  # fmt: skip
    assert one.value != other.value
    launches = [tutorial.fact(i) for i in ("aurora-launch-news", "aurora-launch-log")]
    assert len({launch.date for launch in launches}) == 2
    assert launches[0].participants == launches[1].participants
    for pair in ((one, other), launches):
        sources = [{e.source_id for e in tutorial.evidence_of(fact.id)} for fact in pair]
        assert not sources[0] & sources[1]


def test_values_can_be_derived_of_every_sort(tutorial: Dossier) -> None:
    foot = tutorial.fact("passengers-foot-2024")
    whole = tutorial.fact(tutorial.fact(foot.part_of_id).part_of_id)
    assert whole.id == "passengers-northreach-2024"
    assert {value.kind for value in tutorial.derived} == {"share", "base-value", "rate"}
    assert {fact.direction for fact in figures(tutorial)} == {"", "increase", "decrease"}
    below = {fact.metric_id for fact in figures(tutorial) if fact.value.startswith("-")}
    assert below == {"result", "passengers-growth"}


def test_lessons_come_first_and_explain_themselves(tutorial: Dossier) -> None:
    for number, event in enumerate(events(tutorial)[:7], 1):
        assert event.label.startswith(f"Lesson {number}: ")
        assert "northreach" in event.company_ids
        assert len(event.note) > 60
    for number, metric in enumerate(tutorial.tables["metrics"]["metric_id"][:4], 8):
        assert f"Lesson {number}: " in tutorial.row("metrics", metric)["label"]
    assert [f.metric_id for f in figures(tutorial)[:4]] == list(
        tutorial.tables["metrics"]["metric_id"][:4]
    )
    assert tutorial.fact("lesson-12-hedged").label.startswith("Lesson 12: ")


def test_every_passage_is_in_its_article(tutorial: Dossier, articles: dict[str, str]) -> None:
    for source, text in articles.items():
        row = tutorial.row("sources", source)
        assert (row["text_sha256"], int(row["text_chars"])) == (text_sha256(text), len(text))
        assert row["paragraph_starts"] == ";".join(map(str, paragraph_starts(text)))
        assert not set("{}|@") & set(text)
    for piece in tutorial.evidence:
        text = articles[piece.source_id]
        assert span_sha256(text, piece.start, piece.end) == piece.sha256, piece
        passage = text[piece.start : piece.end]
        assert passage == passage.strip(), piece
        assert "\n" not in passage, piece


def test_every_stated_attribute_has_a_passage(tutorial: Dossier) -> None:
    missing = {}
    for fact in tutorial.facts:
        wants = {"name" if fact.table == "entities" else "whole"}
        wants |= {"voice"} if fact.mode != "narration" else set()
        if fact.kind == "figure":
            wants |= {"value", "unit"}
            wants |= {"bound"} if fact.bound != "eq" else set()
            wants |= {"period"} if fact.period_basis == "stated" else set()
            wants |= {"company"} if fact.company_basis == "stated" else set()
            wants |= {"part"} if fact.part_basis == "stated" else set()
            wants |= {"base"} if fact.base_basis == "stated" else set()
            wants |= {"change"} if fact.direction else set()
        if fact.table == "events":
            wants |= {"name"}
            wants |= {"date"} if fact.date else set()
            wants |= {"duration"} if fact.duration else set()
            wants |= {"place"} if fact.place_id else set()
            wants |= {"result"} if fact.result else set()
            wants |= {"order"} if fact.after_event_id or fact.before_event_id else set()
            wants |= {"party"} if fact.company_basis == "stated" else set()
        gap = wants - {piece.supports for piece in tutorial.evidence_of(fact.id)}
        if gap:
            missing[fact.id] = gap
    assert missing == {}


def test_the_passage_of_a_value_prints_the_value(
    tutorial: Dossier, articles: dict[str, str]
) -> None:
    powers = {"million": 10**6, "亿": 10**8, "万": 10**4}
    for fact in figures(tutorial):
        (piece,) = (e for e in tutorial.evidence_of(fact.id) if e.supports == "value")
        passage = articles[piece.source_id][piece.start : piece.end]
        power = next((n for word, n in powers.items() if word in passage), 1)
        numbers = re.findall(r"[−\d][\d,.]*", passage)
        printed = [Decimal(n.replace(",", "").replace("−", "-")) * power for n in numbers]
        wanted = [Decimal(value) for value in (fact.value, fact.value_high) if value]
        assert printed == wanted, (fact.id, passage)


def test_a_busy_log_is_told_line_by_line(tutorial: Dossier, articles: dict[str, str]) -> None:
    told = [event for event in events(tutorial) if event.id.startswith("log-")]
    assert len({event.label for event in told}) > len(told) / 2
    for event in told:
        name = next(e for e in tutorial.evidence_of(event.id) if e.supports == "name")
        assert articles["log"][name.start : name.end] == event.label
