from __future__ import annotations

import pytest

from jwviewer.dossier.derived import derive_from
from jwviewer.dossier.fact_views import Facts
from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed


@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_what_a_fact_helps_to_derive_is_found_without_deriving_all(name: str) -> None:
    dossier = open_dossier(seed(name))
    assert dossier.derived
    for fact_id in dossier.fact_ids:
        expected = [value for value in dossier.derived if fact_id in value.inputs]
        assert list(derive_from(dossier, fact_id)) == expected


def test_choosing_a_fact_derives_nothing_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = open_dossier(seed("jac-weichai"))
    asked: list[str] = []
    build = Facts.__getitem__

    def noted(self: Facts, at: int) -> object:
        asked.append(dossier.fact_ids[at])
        return build(self, at)

    monkeypatch.setattr(Facts, "__getitem__", noted)
    plain = next(
        i
        for i in dossier.fact_ids
        if dossier.fact(i).kind == "figure" and not derive_from(dossier, i)
    )
    asked.clear()
    assert derive_from(dossier, plain) == ()
    assert set(asked) <= {plain}
