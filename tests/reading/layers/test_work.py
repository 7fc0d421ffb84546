"""Reading stays in proportion to the length of a text, whatever the text."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from jwviewer.reading.reading import read_text

STORY = (
    "Sorvik AB and Kerning AG signed a supply agreement in Kiel on 3 May 2019. "
    "Maja Lindh, chief executive of Sorvik, said that it was the largest order ever. "
    "Sorvik, based in Hamburg, sold 500 ferries in 2018, 3% more than the year before.\n\n"
)
ODD = (
    "Sorvik said that ",
    "Volta and others, ",
    "Bank of the ",
    '"a" ',
    "chairman of Volta, ",
    "won The Of ",
    "A-",
    "founded ",
    "X and Y ",
    "Mr. A B ",
    "A. ",
    "1. ",
    "- ",
    "’ ",
)


def calls(text: str) -> int:
    """Return how many functions of the package are called to read a text."""
    count = 0

    def seen(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event == "call" and "jwviewer" in frame.f_code.co_filename

    sys.setprofile(seen)
    try:
        read_text(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", [STORY, *ODD], ids=lambda piece: piece[:16])
def test_four_times_the_text_is_hardly_more_than_four_times_the_work(piece: str) -> None:
    once = piece * max(8, 4_000 // len(piece))
    calls(once)  # what is made only once, such as patterns
    assert calls(once * 4) < 8 * calls(once)
