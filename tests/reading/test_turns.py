"""Turns of phrase are found as their patterns find them, and passed over without their verbs."""

from __future__ import annotations

import pytest

from jwviewer.reading.turns import Turn, openings


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [(r"\b(?P<verb>led|leads|co-led) (?:a|the) round", ("led", "leads", "co")),
     (r"(?P<verb>pass(?:es|ed)|puts?|channell?ed) to", ("pass", "put", "channel")),
     (r"[(|](?P<verb>led) \(by", ("led",)),
     (r"(?P<verb>led)? by", ()), (r"(?:(?P<verb>led) |with) by", ()),
     (r"(?P<verb>led) by|joined", ()), (r"joined|(?P<verb>led) by", ()),
     (r"(?P<verb>[Ll]ed|leads) by", ()), (r"(?P<verb>(?:co-)?led) by", ()),
     (r"(?i)(?P<verb>led) by", ()), (r"led by", ())],
)  # fmt: skip
def test_openings_are_told_only_where_every_match_has_one(
    pattern: str, begins: tuple[str, ...]
) -> None:
    assert openings(pattern) == begins


def test_a_turn_is_found_in_its_stretch_alone() -> None:
    text = "Foo sold it. Bar sells it to Foo."
    turn = Turn(r"\b(?P<verb>sold|sells) it")
    assert [one["verb"] for one in turn.finditer(text, 0, len(text))] == ["sold", "sells"]
    assert [one["verb"] for one in turn.finditer(text, 5, 12)] == []
    assert [one["verb"] for one in turn.finditer(text, 13, len(text))] == ["sells"]
