from __future__ import annotations

import numpy as np
import pytest

from jwviewer.dossier.distinct_rows import combinations


@pytest.mark.parametrize("many", [3, 700, 90_000, 3_000_000])
@pytest.mark.parametrize("rows", [0, 1, 400])
def test_combinations_are_those_of_the_rows_however_many_codes_there_are(
    many: int, rows: int
) -> None:
    rng = np.random.default_rng(many + rows)
    chosen = rng.integers(0, many, 5)
    one, other = (chosen[rng.integers(0, 5, rows)] for _ in range(2))
    firsts, which = combinations([(one, many), (other, many)])
    pairs = sorted({*zip(one.tolist(), other.tolist(), strict=True)})
    assert [(one[n], other[n]) for n in firsts.tolist()] == pairs
    assert (one[firsts][which] == one).all()
    assert (other[firsts][which] == other).all()
