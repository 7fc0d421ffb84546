"""Distinct numbers by sorting are those of numpy's own way."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.each_once import each_once


@given(st.lists(st.integers(-5, 5)), st.sampled_from((np.int32, np.int64, np.float64)))
def test_every_number_is_there_once_and_in_order(numbers: list[int], kind: type) -> None:
    found = each_once(np.array(numbers, kind))
    assert found.tolist() == np.unique(np.array(numbers, kind)).tolist()
    assert found.dtype == kind
