"""Every attribute that the source states has its passage, and every passage is really there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.fact import Fact
from jwviewer.dossier.text import paragraph_of, span_sha256

ROOT = Path(__file__).resolve().parents[2]
SHORT = {"value", "bound", "unit", "period", "date", "duration", "change", "part"}


def spans(dossier: Dossier, fact_id: str, supports: str) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in dossier.evidence_of(fact_id) if e.supports == supports]


def needed(fact: Fact) -> set[str]:
    """The attributes that the source states of a fact, so that a span must show each."""
    wants = {{"entities": "name", "topics": "object"}.get(fact.table, "whole")}
    if fact.mode != "narration":
        wants.add("voice")
    if fact.table == "figures":
        wants |= {"value", "unit", "company"}
        wants |= {"bound"} if fact.bound != "eq" else set()
    wants |= {"period"} if fact.period and fact.table != "conversions" else set()
    wants |= {"part"} if fact.part_basis == "stated" else set()
    wants |= {"subject"} if fact.subject_id and fact.table == "figures" else set()
    wants |= {"change"} if fact.direction else set()
    wants |= {"role", "person", "organisation"} if fact.table == "roles" else set()
    wants |= {"subject", "object"} if fact.table == "relations" else set()
    if fact.table == "events":
        wants |= {"name"} if fact.event_type != "cooperation" else set()
        wants |= {"date"} if fact.date else set()
        wants |= {"duration"} if fact.duration else set()
        wants |= {"place"} if fact.place_id else set()
        wants |= {"result"} if fact.result else set()
        wants |= {"order"} if fact.after_event_id else set()
        roles = {p.role for p in fact.participants if p.basis == "stated"}
        wants |= {"party"} & roles
        wants |= {"person"} if "attendee" in roles else set()
    if fact.company_ids and (
        fact.kind in ("technology", "claim") or fact.entity_kind == "programme"
    ):
        wants.add("company")
    return wants


def test_every_stated_attribute_has_its_passage(dossier: Dossier) -> None:
    missing = {
        fact.id: gap
        for fact in dossier.facts
        if (gap := needed(fact) - {e.supports for e in dossier.evidence_of(fact.id)})
    }
    assert missing == {}


def test_positions_lie_in_the_text(dossier: Dossier) -> None:
    length = int(dossier.row("sources", "article")["text_chars"])
    for piece in dossier.evidence:
        assert 0 <= piece.start < piece.end <= length, piece


def test_every_position_is_verified_against_the_article(dossier: Dossier, article: str) -> None:
    assert len(article) == int(dossier.row("sources", "article")["text_chars"])
    wrong = [e for e in dossier.evidence if span_sha256(article, e.start, e.end) != e.sha256]
    assert wrong == []


def test_spans_are_tight_around_whole_words(dossier: Dossier, article: str) -> None:
    for piece in dossier.evidence:
        span = article[piece.start : piece.end]
        assert span == span.strip(), piece
        assert "\n" not in span, piece
        if piece.supports != "unit":  # a currency sign touches its number
            around = article[max(0, piece.start - 1) : piece.end + 1]
            assert not re.match(r"\w\w", around) or piece.start == 0, piece
            assert not re.search(r"\w\w\Z", around) or piece.end == len(article), piece
        if piece.supports in SHORT:
            assert len(span) <= 25, piece


def test_value_spans_hold_the_printed_number(dossier: Dossier, article: str) -> None:
    printed = {
        "sold-2018": "260,000", "sold-light-2018": "200,000", "sold-k7-2018": "2,000",
        "sold-k7-change": "90%", "income-2018-cny": "CNY230bn", "income-2018-usd": "US$33.40bn",
        "patents-2018": "12,333", "inventions-2018": "1,750", "units-supplied-total": "600,000",
    }  # fmt: skip
    assert set(printed) == {f.id for f in dossier.facts if f.kind == "figure"}
    for figure_id, number in printed.items():
        ((start, end),) = spans(dossier, figure_id, "value")
        assert article[start:end].endswith(number), figure_id
        for bound in spans(dossier, figure_id, "bound"):
            assert not re.search(r"\d", article[slice(*bound)]), figure_id


def test_names_stand_in_their_passages(dossier: Dossier, article: str) -> None:
    for fact in dossier.facts:
        if fact.kind in ("company", "person", "place"):
            row = dossier.row("entities", fact.id)
            names = {row["name"], *filter(None, row["aliases"].split(";"))}
            found = {article[slice(*span)] for span in spans(dossier, fact.id, "name")}
            assert found == names, fact.id


def test_no_sentence_of_the_article_is_left_out(dossier: Dossier, article: str) -> None:
    sentences = [m.span() for m in re.finditer(r"[^\n]+?\.(?=\s+[A-Z]|\n|\Z)", article)]
    assert len(sentences) >= 18
    assert {paragraph_of(article, start) for start, _ in sentences} == {1, 2, 3, 4, 5, 6}
    wholes = [(e.start, e.end) for e in dossier.evidence if e.supports == "whole"]
    for start, end in sentences:
        assert any(start <= a and b <= end for a, b in wholes), (start, end)


def test_no_run_of_twelve_words_of_the_article_is_in_the_repository(article: str) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 12]) for i in range(len(words) - 11)}

    taken = runs(article)
    assert len(taken) > 500
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    names = [n for n in listed.stdout.decode().split("\0") if n]
    paths = [ROOT / n for n in names] or sorted((ROOT / "seeds").rglob("*"))
    assert any(p.name == "claims.csv" for p in paths)
    copied = [
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and runs(path.read_bytes().decode("utf-8", "ignore")) & taken
    ]
    assert copied == []
