from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.kept import Store
from jwviewer.places import seed
from tests import fact_sample as sample
from tests.benchmarks.make_dossier import make_dossier


def _twice(name: str, folder: Path) -> tuple[Dossier, Dossier]:
    if name == "sample":
        return sample.dossier(), sample.dossier()
    if name == "industry":
        make_dossier(folder, 2500, 5)
        return open_dossier(folder), open_dossier(folder)
    return open_dossier(seed(name)), open_dossier(seed(name))


@pytest.mark.parametrize("name", ["sample", "tutorial", "jac-weichai", "industry"])
def test_arrays_find_the_links_and_evidence_that_columns_hold(name: str, tmp_path: Path) -> None:
    plain, indexed = _twice(name, tmp_path)
    indexed = Dossier(Store(indexed.store))
    indexed.index_links()
    told = 0
    for fact_id in plain.fact_ids:
        links = plain.links(fact_id)
        assert indexed.links(fact_id) == links
        assert indexed.evidence_of(fact_id) == plain.evidence_of(fact_id)
        told += len(links)
    assert told


def test_an_unknown_fact_has_no_evidence() -> None:
    dossier = Dossier(Store(sample.dossier().store))
    dossier.index_links()
    assert dossier.evidence_of("nobody") == ()
    assert dossier.links("nobody") == ()
