"""Columns give back the very cells they were made of, and find rows by them."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.columns import Coded, Digests, Ids, Text, Whole, column_of
from jwviewer.dossier.id_index import IdIndex, RowsByCell, key_of, keys_of

TEXTS = st.lists(st.text(max_size=12), max_size=40)
IDS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True), max_size=40)
ODD = ["007", "-0", "1.0", "٣", "9999999999"]
"""What is no whole number of at most nine digits, or would not come back as it was written."""
NUMBERS = st.lists(st.one_of(st.just(""), st.integers(-(10**9) + 1, 10**9 - 1).map(str)))
HASHES = st.lists(st.binary(max_size=3).map(lambda b: hashlib.sha256(b).hexdigest()))


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("text", TEXTS),
        ("id", IDS),
        ("ref", IDS),
        ("int", NUMBERS),
        ("sha256", HASHES),
        ("id", TEXTS),
        ("ref", TEXTS),
        ("int", TEXTS),
        ("sha256", TEXTS),
    ],
)
@given(data=st.data())
def test_every_cell_comes_back(kind, cells, data) -> None:
    wanted = data.draw(cells)
    column = column_of(kind, wanted)
    assert len(column) == len(wanted)
    assert column.texts() == wanted
    assert [column.cell(row) for row in range(len(wanted))] == wanted
    coded = column.coded()
    assert coded.texts() == wanted
    assert len(set(coded.values)) == len(coded.values)
    kept = np.array([row % 3 == 0 for row in range(len(wanted))], np.bool_)
    assert column.take(kept).texts() == wanted[::3]
    assert column.take(np.arange(len(wanted))[::-1]).texts() == wanted[::-1]


def test_each_kind_of_cell_is_kept_compactly() -> None:
    assert isinstance(column_of("enum", ["a", "b"] * 500), Coded)
    assert column_of("enum", ["a", "b"] * 500).codes.itemsize == 1  # type: ignore[attr-defined]
    assert isinstance(column_of("id", [f"f-{n}" for n in range(9)]), Ids)
    assert isinstance(column_of("text", [f"one {n}" for n in range(9)]), Text)
    assert isinstance(column_of("int", ["3", "", "-2"]), Whole)
    assert isinstance(column_of("sha256", [hashlib.sha256(b"x").hexdigest()]), Digests)


@pytest.mark.parametrize("odd", ODD)
def test_a_number_that_is_written_oddly_stays_as_it_is(odd) -> None:
    assert column_of("int", ["3", odd, ""]).texts() == ["3", odd, ""]


@given(IDS, IDS)
def test_ids_are_found_where_they_stand(ids, others) -> None:
    distinct = list(dict.fromkeys(ids))
    index = IdIndex(np.array(distinct, np.bytes_) if distinct else np.empty(0, "S1"))
    wanted = [distinct.index(one) if one in distinct else -1 for one in others]
    assert [index.find(one) for one in others] == wanted
    assert index.find_all(np.array(others, np.bytes_)).tolist() == wanted if others else True
    assert index.find("É") == index.find("") == index.find("x" * 99) == -1


@given(st.lists(st.from_regex(r"[!-~]{0,40}", fullmatch=True), min_size=1))
def test_one_id_has_the_number_that_it_has_among_many(ids) -> None:
    cells = np.array([one.encode() for one in ids], np.bytes_)
    assert [key_of(one.encode()) for one in ids] == keys_of(cells).tolist()


@pytest.mark.parametrize("kind", ["ref", "enum"])
@given(cells=IDS, wanted=st.from_regex(r"[a-c0-1]", fullmatch=True))
def test_rows_are_found_by_a_cell(kind, cells, wanted) -> None:
    rows = RowsByCell(column_of(kind, cells)).rows(wanted)
    assert rows.tolist() == [row for row, cell in enumerate(cells) if cell == wanted]
