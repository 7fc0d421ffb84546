from __future__ import annotations

from collections.abc import Callable

import pytest

from jwviewer.dossier.schema import BOUNDS, ENTITY_KINDS, EVENT_TYPES, FACT_KINDS, MODES, SUPPORTS
from jwviewer.queries import wording
from jwviewer.queries.bases import weak_parts
from tests import fact_sample as sample


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.mode_name, MODES),
        (wording.bound_words, BOUNDS),
        (wording.kind_name, FACT_KINDS),
        (wording.event_name, EVENT_TYPES),
        (wording.entity_kind_name, ENTITY_KINDS),
        (wording.supports_name, SUPPORTS),
    ],
)
def test_every_code_has_words_of_its_own(
    words: Callable[[str], str], codes: tuple[str, ...]
) -> None:
    said = [words(code) for code in codes]
    assert len(set(said)) == len(codes)
    assert not any("_" in word or not word for word in said)


@pytest.mark.parametrize(
    ("fact_id", "words"),
    [
        ("all", "stated by the article"),
        ("quiet", "it is claimed, by nobody named"),
        ("best", "says South Yard"),
        ("together", "according to: Pact of 2013"),
    ],
)
def test_a_voice_names_who_speaks_and_nobody_else(fact_id: str, words: str) -> None:
    dossier = sample.dossier()
    assert wording.voice(dossier, dossier.fact(fact_id)) == words


def test_a_quote_without_a_speaker_says_so() -> None:
    claim = {
        "claim_id": "proud", "kind": "quality", "gist": "Proud", "company_ids": "south",
        "company_basis": "stated", "period_basis": "undated", "mode": "quote-unnamed",
    }  # fmt: skip
    dossier = sample.dossier(claims=[claim])
    assert wording.voice(dossier, dossier.fact("proud")) == "quoted, speaker not named"


@pytest.mark.parametrize(
    ("fact_id", "words"),
    [
        ("all", "> 260,000 units"),
        ("small", "just under 200,000 units"),
        ("rate", "> CNY 230 bn, given as US$ 33.40 bn"),
        ("prize", "first prize"),
        ("pact", ""),
    ],
)
def test_a_value_keeps_its_bound(fact_id: str, words: str) -> None:
    dossier = sample.dossier()
    assert wording.value_words(dossier, dossier.fact(fact_id)) == words


def test_a_change_says_its_direction() -> None:
    dossier = sample.dossier(
        figures=[
            sample.figure(
                "up", "north", "growth", "90", bound="nearly", decimals=-1, unit="%",
                direction="increase", change_of_id="all", base_period="2017", base_basis="inferred",
            )
        ]
    )  # fmt: skip
    assert wording.value_words(dossier, dossier.fact("up")) == "up just under 90 %"


@pytest.mark.parametrize(
    ("fact_id", "words"),
    [
        ("all", "2018"),
        ("small", "2018 (inferred)"),
        ("later", "date not given; later than: Pact of 2013"),
        ("supplied", "period not given"),
        ("ada", ""),
    ],
)
def test_a_missing_date_is_said_and_what_is_known_instead(fact_id: str, words: str) -> None:
    dossier = sample.dossier()
    assert wording.when_words(dossier, dossier.fact(fact_id)) == words


def test_a_place_is_a_paragraph_only_in_the_very_text_of_the_dossier() -> None:
    dossier = sample.dossier()
    piece = wording.main_evidence(dossier, "all")
    assert piece is not None
    span = f"characters {piece.start:,}–{piece.end:,}"
    assert wording.place_in_source(dossier, piece, {}) == span
    assert wording.place_in_source(dossier, piece, {sample.SOURCE: sample.TEXT}) == "paragraph 3"
    other = {sample.SOURCE: "A byline.\n\n" + sample.TEXT}
    assert wording.place_in_source(dossier, piece, other) == span


def test_a_paragraph_that_the_dossier_records_needs_no_copy() -> None:
    starts = {"source_id": "other", "title": "Other", "text_sha256": "0" * 64, "text_chars": 90}
    spans = {
        "evidence_id": "seat-whole", "source_id": "other", "fact_id": "seat",
        "supports": "whole", "start": 40, "end": 45, "span_sha256": "0" * 64,
    }  # fmt: skip
    dossier = sample.dossier(sources=[starts | {"paragraph_starts": "0;30;60"}], evidence=[spans])
    piece = wording.main_evidence(dossier, "seat")
    assert piece is not None
    assert wording.place_in_source(dossier, piece, {}) == "paragraph 2"
    assert wording.position_in_source(dossier, piece, {}) == "paragraph 2, characters 40–45"


def test_what_is_inferred_is_named() -> None:
    dossier = sample.dossier()
    assert weak_parts(dossier.fact("small")) == (("inferred", "period"),)
    assert weak_parts(dossier.fact("usd")) == (("inferred", "bound"),)
    assert weak_parts(dossier.fact("all")) == ()
