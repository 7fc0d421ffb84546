from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.company_sets import CompanySets

SETS = st.lists(
    st.lists(st.sampled_from(["orion", "lyra", "vega", "天琴"]), unique=True).map(tuple)
)


@given(SETS)
def test_sets_come_back_as_they_were(sets: list[tuple[str, ...]]) -> None:
    made = CompanySets.of(sets)
    for found in (made, CompanySets.of_arrays(made.arrays())):
        assert list(found) == sets
        assert found.sizes.tolist() == [len(one) for one in sets]
        for name in ("orion", "lyra", "nobody"):
            assert found.having(name).tolist() == [n for n, s in enumerate(sets) if name in s]
        assert found[1:] == tuple(sets[1:])
