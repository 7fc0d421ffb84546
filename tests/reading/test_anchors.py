"""Patterns find in a long text what they would find without its index."""

from __future__ import annotations

import gc
import re
from typing import Any

import pytest

from jwviewer.reading.anchors import ENOUGH, LONG, Anchors, anchored
from jwviewer.reading.beginnings import beginnings
from jwviewer.reading.layers import RULES
from jwviewer.reading.patterns import LatePattern, later
from jwviewer.reading.reading import read_text
from tests.benchmarks.articles import long_article


@pytest.mark.parametrize(("language", "least"), [("en", 150), ("zh", 60)])
def test_no_pattern_of_a_rule_finds_less_or_more_in_a_long_text(language: str, least: int) -> None:
    text = long_article(language, 3 * LONG)
    read_text(text[:LONG])  # lexicons make their patterns when they are first asked
    assert RULES
    gc.unfreeze()  # a window of an earlier test may have put them out of the collector's sight
    made: list[Any] = [one for one in gc.get_objects() if issubclass(type(one), LatePattern)]
    helped = 0
    with anchored(text):
        index = Anchors(text)
        for one in made:
            plain = re.compile(one.pattern, one.given)
            if index.places(one.key) is None:
                continue
            helped += 1
            for start, end in ((0, len(text)), (1_003, 9_001)):
                expected = [match.span() for match in plain.finditer(text, start, end)]
                assert [match.span() for match in one.finditer(text, start, end)] == expected, one
    assert helped > least


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [(r"\b(?:sold|sells?)\b", {("sold", True), ("sell", True), ("sells", True)}),
     (r"(?i)(?<![\w-])an? X", {("a x", True), ("an x", True)}),
     (r"(?<!\d)[$€]\d", {("$", False), ("€", False)}), (r"[$]\d", set()),
     (r"x?[$]", {("x$", False), ("$", False)}),
     (r"(?<=of )(?:A|\bB)", {("A", True), ("B", True)}),
     (r"(?:合作|[签换]约)[的了]?|于\d", {("合作", False), ("签约", False), ("换约", False),
                                      ("于", False)}),
     (r"(?<!主)[一-鿿]任|（于", {("\ue000", False), ("（于", False)}),
     (r"(?:\b|a)b", {("b", True), ("ab", False)}),
     (r"a*", set()), (r"(?=a)", set()), (r"(?a)\ba", set())],
)  # fmt: skip
def test_beginnings_of_a_pattern(pattern: str, begins: set[tuple[str, bool]]) -> None:
    found = {(one.text, one.alone) for one in beginnings(pattern)}
    assert {(text[:5], alone) for text, alone in begins} == {(text, alone) for text, alone in found}


@pytest.mark.parametrize(
    "text",
    ["The the THE then Other bathe the-end", "Ünlü the_ the3 3the 'the' the",
     "ſold Sold sold K K k", "5 km 15km a5 $5 €5.5",
     "合作（协议）与合同、签约了；签。约 “the sold” K３年3年", "\ud800 the \U0001f600the the"],
)  # fmt: skip
def test_words_are_found_wherever_a_pattern_would(text: str) -> None:
    long = f"{text} and so it was. " * (ENOUGH // len(text) + 1)
    patterns = (r"\bthe\b", r"(?i)\bthe", r"(?<![\w-])the|\bK", r"(?i)\b(?:sold|k)\b", r"\d+ ?km",
                r"(?i:\bSOLD)|[$€]\d", r"(?<=[a-z] )(?:the|[A-Z])", r"(?<!\w)[ts]h?e",
                r"(?:合(?:作|同)|签[约。])(?!，)|“\w", r"[与（一二三](?:合|协)|\d年",
                r"[^一-鿿\w]约")  # fmt: skip
    with anchored(long):
        for pattern in patterns:
            plain = [match.span() for match in re.finditer(pattern, long)]
            assert [match.span() for match in later(pattern).finditer(long)] == plain, pattern
