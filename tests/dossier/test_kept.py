"""Arrays that follow from a dossier's tables are made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.kept import Arrays
from tests.dossier.example import parts, write_folder


def test_arrays_are_made_once_for_the_same_tables(tmp_path: Path) -> None:
    dossier = open_dossier(write_folder(tmp_path, parts()))
    made = []

    def make() -> Arrays:
        made.append(1)
        return {"sizes": np.arange(3, dtype=np.int32)}

    first = dossier.kept("sizes-1", make)
    again = replace(dossier, title="Another name").kept("sizes-1", make)
    assert again["sizes"].tolist() == first["sizes"].tolist() == [0, 1, 2]
    assert len(made) == 1


def test_changed_tables_have_arrays_of_their_own(tmp_path: Path) -> None:
    dossier = open_dossier(write_folder(tmp_path, parts()))
    dossier.kept("count-1", lambda: {"count": np.array([1])})
    changed = replace(dossier, store=dict(dossier.store))
    assert changed.kept("count-1", lambda: {"count": np.array([2])})["count"].tolist() == [2]
