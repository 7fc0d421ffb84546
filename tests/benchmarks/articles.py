"""Reading long articles: against one pass over their words for every rule that reads them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial

from jwviewer.reading.layers import RULES
from jwviewer.reading.loaders import load_article
from jwviewer.reading.reading import read_text
from tests.benchmarks.row import Row, in_turn
from tests.reading.make_gold import ARTICLES

BYTES = 1_000_000
WORD = {"en": r"\w+", "zh": r"\w"}
"""A word of a language, as simply as can be: Chinese has no blanks between them."""
LIMITS = {"en": 2.7, "zh": 5.0}
"""What ten seconds a megabyte come to on a machine with two cores of 2020."""


def article_rows(rounds: int, size: int = BYTES) -> Iterator[Row]:
    """Give CPU time of reading an article of that many bytes, in English and in Chinese."""
    for language, words in (("en", "English"), ("zh", "Chinese")):
        text = long_article(language, size)
        read_text(text[:20_000])  # once uncounted: patterns are compiled when they are first used
        yield in_turn(
            f"reading {size / 1e6:g} MB of {words} : a pass over its words per rule",
            partial(_reading, text),
            partial(
                _passes, text, WORD[language], sum(one.language in ("", language) for one in RULES)
            ),
            LIMITS[language],
            rounds,
        )


def long_article(language: str, size: int) -> str:
    """Return an article of that many bytes, made of those that the rules were written with."""
    paths = sorted(one for one in (ARTICLES / "dev").iterdir() if one.suffix in (".txt", ".md"))
    chinese = language == "zh"
    parts = [load_article(one).text for one in paths if one.name.startswith("zh-") == chinese]
    text = "\n\n".join(parts)
    return (text * (size // len(text.encode()) + 1)).encode()[:size].decode(errors="ignore")


def _reading(text: str) -> float:
    start = time.process_time()
    read_text(text)
    return (time.process_time() - start) * 1000


def _passes(text: str, word: str, rules: int) -> float:
    start = time.process_time()
    for _ in range(rules):
        re.findall(word, text)
    return (time.process_time() - start) * 1000
