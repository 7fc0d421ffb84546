"""Entries made on demand are those that a list of them would give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.lazy_sequence import KeptSequence, LazySequence


class _Squares(LazySequence[int]):
    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    def _at(self, number: int) -> int:
        return number * number


class _Kept(KeptSequence[int]):
    MOST = 12

    def __init__(self, size: int) -> None:
        self._size = size
        self.asked: list[int] = []
        super().__init__()

    def __len__(self) -> int:
        return self._size

    def _make(self, number: int) -> int:
        self.asked.append(number)
        return number * number


@given(st.integers(0, 9), st.integers(-12, 12), st.integers(-12, 12), st.integers(1, 3))
def test_one_part_or_all_are_as_of_a_tuple(size: int, at: int, end: int, step: int) -> None:
    expected = tuple(n * n for n in range(size))
    for made in (_Squares(size), _Kept(size)):
        assert tuple(made) == expected
        assert made[at:end:step] == expected[at:end:step]
        assert tuple(reversed(made)) == expected[::-1]
        if -size <= at < size:
            assert made[at] == expected[at]
        else:
            with pytest.raises(IndexError):
                made[at]


def test_of_a_long_sequence_entries_stay_at_hand_until_there_are_too_many() -> None:
    made = _Kept(13)
    assert [made[n] for n in (1, 1, -12, 2, 3, 1)] == [1, 1, 1, 4, 9, 1]
    assert made.asked == [1, 2, 3]
    assert [made[n] for n in (4, 1)] == [16, 1]
    assert made.asked == [1, 2, 3, 4, 1]


def test_a_sequence_that_is_not_too_long_is_made_once() -> None:
    made = _Kept(12)
    assert tuple(made) == tuple(made)
    assert made.asked == list(range(12))
