"""Numbered references: grouped by paragraph with the source at hand, by characters without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.text import span_sha256, text_sha256
from jwviewer.queries.references import citations, numbers_text, without_passage

TEXT = "First paragraph, with a fact.\n\nSecond one: two facts here.\n\nThird."
SPANS = {"ada": (0, 5), "bo": (31, 37), "cy": (43, 46), "di": (60, 66)}


def _dossier(spans: dict[str, tuple[int, int]] = SPANS, **source: str) -> Dossier:
    return Dossier.from_rows({
        "sources": [{
            "source_id": "s", "title": "An article", "text_sha256": text_sha256(TEXT),
            "text_chars": len(TEXT), "text_norm": "jw-1", **source,
        }],
        "entities": [
            {"entity_id": name, "kind": "company", "name": name, "mode": "narration"}
            for name in (*spans, "zoe")
        ],
        "evidence": [
            {
                "evidence_id": f"e-{name}", "source_id": "s", "fact_id": name, "supports": "whole",
                "start": start, "end": end, "span_sha256": span_sha256(TEXT, start, end),
            }
            for name, (start, end) in spans.items()
        ],
    })  # fmt: skip


def _said(dossier: Dossier, ids: tuple[str, ...], articles: dict[str, str], most: int = 12) -> str:
    (one,) = citations(dossier, ids, articles, most)
    return one.text.replace("\u00a0", " ")


def test_an_attached_copy_gives_paragraphs_in_their_order() -> None:
    said = _said(_dossier(), ("di", "bo", "ada", "cy"), {"s": TEXT})
    assert said.endswith("³ paragraph 1, ² ⁴ paragraph 2, ¹ paragraph 3")


def test_a_passage_that_the_copy_lacks_is_not_given_a_paragraph() -> None:
    said = _said(_dossier(), ("ada", "di"), {"s": TEXT.replace("Third.", "Other!")})
    assert said.endswith("¹ paragraph 1, ² not found in the attached copy")


def test_without_a_copy_positions_are_named() -> None:
    said = _said(_dossier(), ("ada", "di"), {})
    assert said.endswith("characters ¹ 0–5, ² 60–66")


def test_recorded_paragraphs_are_named_without_a_copy() -> None:
    dossier = _dossier(paragraph_starts="0;31;60")
    ids = ("di", "bo", "ada", "cy")
    assert _said(dossier, ids, {}).endswith("³ paragraph 1, ² ⁴ paragraph 2, ¹ paragraph 3")
    assert _said(dossier, ids, {}, most=2).endswith("²⁻⁴ paragraphs 1–2, ¹ paragraph 3")


def test_a_changed_copy_does_not_make_recorded_paragraphs_unknown() -> None:
    dossier = _dossier(paragraph_starts="0;31;60")
    changed = {"s": "New.\n\n" + TEXT.replace("Third.", "Other!")}
    assert _said(dossier, ("ada", "di"), changed).endswith("¹ paragraph 1, ² paragraph 3")


def test_near_passages_are_named_together_where_there_is_little_room() -> None:
    said = _said(_dossier(), ("ada", "bo", "cy", "di"), {}, most=1)
    assert said.endswith("characters ¹⁻⁴ 0–66")


def test_an_unknown_date_of_the_source_is_said() -> None:
    dossier = _dossier(written_after="2018-12-31", written_after_basis="inferred")
    said = _said(dossier, ("ada",), {})
    assert "its own date is not given; written after 31 December 2018, inferred" in said


def test_a_known_date_of_the_source_is_said() -> None:
    assert "(Herald; 4 May 2019)" in _said(
        _dossier(published="2019-05-04", publisher="Herald"), ("ada",), {}
    )


def test_facts_without_a_passage_are_found() -> None:
    assert without_passage(_dossier(), ("ada", "zoe")) == (2,)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((1,), "¹"), ((2, 1), "¹ ²"), ((1, 2, 3, 5), "¹⁻³ ⁵"), ((9, 10, 11, 12), "⁹⁻¹²")],
)
def test_numbers_are_small_and_long_runs_are_ranges(numbers: tuple[int, ...], text: str) -> None:
    assert numbers_text(numbers) == text


@given(
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 40)), min_size=1, max_size=40),
    st.integers(1, 9),
)
def test_every_fact_is_cited_once_within_its_place(made: list[tuple[int, int]], most: int) -> None:
    spans = {f"c{n}": (start, start + length) for n, (start, length) in enumerate(made)}
    (one,) = citations(_dossier(spans), tuple(spans), {}, most)
    assert len(one.passages) <= most
    numbers = [number for passage in one.passages for number in passage.numbers]
    assert sorted(numbers) == list(range(1, len(made) + 1))
    for passage in one.passages:
        first, last = (int(end.replace(",", "")) for end in passage.place.split("–"))
        for number in passage.numbers:
            start, end = spans[f"c{number - 1}"]
            assert first <= start
            assert end <= last
