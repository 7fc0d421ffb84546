"""Patterns of the reader: compiled late, and still those that re would give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jwviewer.reading
from jwviewer.reading.patterns import later


def test_a_pattern_compiled_late_finds_what_it_would_have_found() -> None:
    text = "Sold 12 ships in 2018, sold 3 in 2019"
    made, plain = later(r"(?P<verb>sold) (\d+)", re.IGNORECASE), re.compile(r"(?i)(sold) (\d+)")
    assert [one.span() for one in made.finditer(text)] == [
        one.span() for one in plain.finditer(text)
    ]
    assert made.sub("-", text) == plain.sub("-", text)
    assert made.groupindex == {"verb": 1}
    match = made.search(text)
    assert match is not None
    assert match.re == made
    assert match.re != later("sold")


def test_a_wrong_pattern_is_refused_when_it_is_used() -> None:
    wrong = later("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_no_rule_asks_which_pattern_matched_by_identity() -> None:
    """A match holds the compiled pattern, which equals the one a module holds but is another."""
    folder = Path(jwviewer.reading.__file__).parent
    asking = [
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"\.re is ", path.read_text(encoding="utf-8"))
    ]
    assert asking == []
