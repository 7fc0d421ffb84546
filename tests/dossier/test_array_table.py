"""Large files are read by arrays: the same dossier and the same problems as cell by cell."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jwviewer.dossier import array_table, csv_blocks
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import DossierRefused, open_dossier
from jwviewer.dossier.schema import TABLES
from tests.dossier.example import Rows, csv_bytes, parts, write_folder
from tests.dossier.strategies import tables
from tests.dossier.test_mutations import (
    GOOD,
    mutated_bytes,
    mutated_cells,
    mutated_json,
    mutated_lines,
)

MUTANTS = 120
NEVER = 1 << 60
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
Mutate = Callable[[random.Random], dict[str, bytes]]


def opened(folder: Path, *, large: int, block: int = csv_blocks.SIZE) -> Dossier | str:
    with patch.object(array_table, "LARGE", large), patch.object(csv_blocks, "SIZE", block):
        try:
            return open_dossier(folder)
        except DossierRefused as refused:
            return str(refused)


def compare(folder: Path, chance: random.Random) -> None:
    """Open a folder cell by cell, and with every file by arrays, in blocks of any size."""
    one = opened(folder, large=NEVER)
    other = opened(folder, large=0, block=chance.choice((40, 100, 700, 1 << 20)))
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert sorted(map(str, one.problems)) == sorted(map(str, other.problems))
    for name in TABLES:
        assert one.store[name] == other.store[name], name
    assert list(one.fact_ids) == list(other.fact_ids)
    assert list(one.facts) == list(other.facts)
    assert (one.columns.first == other.columns.first).all()
    assert one.title == other.title


@pytest.mark.parametrize(
    "mutate", [mutated_cells, mutated_bytes, mutated_lines, mutated_json], ids=lambda f: f.__name__
)
def test_spoilt_folders_are_the_same_by_arrays(tmp_path: Path, mutate: Mutate) -> None:
    write_folder(tmp_path, GOOD)
    for number in range(MUTANTS):
        chance = random.Random(f"{mutate.__name__} {number}")
        changed = mutate(chance)
        write_folder(tmp_path, changed)
        try:
            compare(tmp_path, chance)
        except BaseException as failure:
            failure.add_note(f'{mutate.__name__}(random.Random("{mutate.__name__} {number}"))')
            raise
        write_folder(tmp_path, {name: GOOD[name] for name in changed})


@FEW
@given(made=tables(), seed=st.integers(0, 1 << 30))
def test_any_valid_dossier_is_the_same_by_arrays(
    tmp_path_factory: pytest.TempPathFactory, made: Rows, seed: int
) -> None:
    folder = write_folder(
        tmp_path_factory.mktemp("valid"),
        parts() | {f"data/{name}.csv": csv_bytes(name, made[name]) for name in made},
    )
    compare(folder, random.Random(seed))
