"""Reading stays in proportion to the length of a text, whatever the text."""

from __future__ import annotations

import sys
from collections.abc import Callable
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
    "of Abc ",
    "(a (b) ",
    "joint venture of Volta AG and X AG ",
)
DEALS = (
    "launched Abc ",
    "purchase of Abc ",
    "acquired Abc in 2018 from Bcd ",
    "signed an agreement with Volta ",
    "张三表示，",
    "收购甲乙公司",
)
"""Each piece of these tells, or may tell, of an event of its own, in sentences without an end."""


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


def lines(text: str) -> int:
    """Return how many lines of the package are run to read a text: loops count, calls or not."""
    count = 0

    def seen(frame: FrameType, *_: Any) -> Any:
        nonlocal count
        if "jwviewer" not in frame.f_code.co_filename:
            return None
        count += 1
        return seen

    sys.settrace(seen)
    try:
        read_text(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", DEALS, ids=lambda piece: piece[:16])
def test_many_events_are_not_compared_with_each_other(piece: str) -> None:
    once = piece * (3_000 // len(piece))
    lines(once)
    assert lines(once * 4) < 5.5 * lines(once)


def western(number: int) -> str:
    """Return a purchase by one firm of another, both of which are in no other."""
    names = ("".join("BCDFGHKLMNPRSTVZ"[n >> shift & 15] for shift in (0, 4, 8)).title()
             for n in (2 * number, 2 * number + 1))  # fmt: skip
    return " bought ".join(f"{name}a AG" for name in names) + ". "


def chinese(number: int) -> str:
    """Return the same in Chinese."""
    names = (chr(0x4E10 + n % 90) + chr(0x5E10 + n // 90) for n in (2 * number, 2 * number + 1))
    return "收购".join(f"{name}集团" for name in names) + "。"


@pytest.mark.parametrize("told", [western, chinese])
def test_many_companies_are_not_compared_with_each_other(told: Callable[[int], str]) -> None:
    once, more = ("".join(map(told, range(count))) for count in (120, 480))
    lines(once)
    assert lines(more) < 5.5 * lines(once)
