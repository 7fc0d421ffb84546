"""A short article of our own for tests of the review, read once."""

from __future__ import annotations

from functools import cache

from jwviewer.reading.reading import Reading, read_text
from jwviewer.reading.review import Review

TEXT = """Volta Marine AB signed an agreement with Kerning Works Ltd in Kiel in May 2019.

Volta Marine sold more than 260,000 engines in 2018. It employs about 1,900 people and paid
412 million euros (US$455 million) for a yard. Kerning Group was not part of the talks.

"We trust Kerning Works," said Eva Lund, chairwoman of Volta Marine. Kerning Works won an award
in 2017. Volta plans to build 300 ferries by 2030.
"""


@cache
def reading() -> Reading:
    return read_text(TEXT)


COUNT = len(reading().proposals)
"""How many facts are read in the article; none of these tests is about which."""


def review() -> Review:
    return Review.of(reading())


def one(kind: str, words: str, made: Review | None = None) -> str:
    """Return the id of the fact of a kind whose passage or name has these words."""
    made = made or review()
    found = [
        key
        for key, item in made.items.items()
        if item.fact.kind == kind
        and (words in TEXT[slice(*item.fact.span)] or words in item.fact.value("name"))
    ]
    assert found, f"no {kind} at {words}"
    return found[0]
