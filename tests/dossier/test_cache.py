"""The cache gives the dossier that the files hold, or is not believed."""

from __future__ import annotations

import errno
import mmap
import os
import random
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from jwviewer.dossier import array_table, container, reader, references, spill
from jwviewer.dossier import cache as cache_module
from jwviewer.dossier.array_file import Array
from jwviewer.dossier.cache import Cache, FolderShelf
from jwviewer.dossier.container import zip_bytes
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.kept import Arrays, Store
from jwviewer.dossier.problems import DossierRefused
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.stored_tables import packed
from tests.dossier.example import csv_bytes, parts, rows, write_folder

LONG_AGO = 1_600_000_000
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spoilt = rows()
    spoilt["figures"][0]["value"] = "many"
    spoilt["entities"][0]["name"] = "Orion \u200bGears"
    files = parts() | {
        f"data/{name}.csv": csv_bytes(name, spoilt[name]) for name in ("figures", "entities")
    }
    return write_folder(tmp_path / "dossier", files)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", least=1)


def shelf_of(dossier: Dossier) -> FolderShelf:
    assert isinstance(dossier.store, Store)
    shelf = dossier.store.kept.shelf
    assert isinstance(shelf, FolderShelf)
    return shelf


def opened(folder: Path, cache: Cache) -> Dossier:
    """Open a folder, use what panes use, and let the cache be written."""
    dossier = open_dossier(folder, cache=cache)
    _ = dossier.columns, dossier.positions
    shelf_of(dossier).finish()
    return dossier


def known(folder: Path, cache: Cache) -> Dossier:
    """Open a folder that must come from the cache."""
    with patch.object(reader, "read_dossier", side_effect=AssertionError("was read")):
        return open_dossier(folder, cache=cache)


def same(one: Dossier, other: Dossier) -> None:
    for name in TABLES:
        assert one.store[name] == other.store[name], name
    assert sorted(map(str, one.problems)) == sorted(map(str, other.problems))
    assert list(one.facts) == list(other.facts)
    assert list(one.fact_ids) == list(other.fact_ids)
    assert list(one.columns.company_sets) == list(other.columns.company_sets)
    assert list(one.columns.dates) == list(other.columns.dates)
    assert (one.first_days == other.first_days).all()
    assert (one.title, one.id, one.version) == (other.title, other.id, other.version)
    assert one.extra == other.extra
    assert [one.positions[i] for i in one.fact_ids] == list(range(len(one.fact_ids)))


def aged(folder: Path) -> None:
    """Make the files look old to the cache: nobody can set back the time of change itself."""
    for file in folder.rglob("*.*"):
        os.utime(file, (LONG_AGO, LONG_AGO))


def is_on_disk(array: Array) -> bool:
    base: object = array
    while isinstance(base, np.ndarray):
        base = base.base
    return isinstance(base, mmap.mmap | memoryview)


def test_a_large_dossier_needs_no_memory_for_what_its_first_opening_read(
    folder: Path, cache: Cache
) -> None:
    (folder / "data" / "figures.csv").write_bytes(parts()["data/figures.csv"])
    with patch.object(spill, "LEAST", 1), patch.object(array_table, "LARGE", 1):
        dossier = open_dossier(folder, cache=cache)
        _ = dossier.columns, dossier.positions
    shelf_of(dossier).finish()
    _, arrays = packed({"figures": dossier.store["figures"]}, ())
    assert [name for name, array in arrays.items() if array.size and not is_on_disk(array)] == []
    assert is_on_disk(dossier.columns.first)
    same(dossier, open_dossier(folder))
    same(dossier, known(folder, cache))


@pytest.fixture
def sure() -> object:
    """Let times of change count at once, so that a test need not wait for them to be old."""
    with patch.object(cache_module, "_UNSURE", -(1 << 62)):
        yield


def test_a_second_opening_gives_the_same_without_reading(folder: Path, cache: Cache) -> None:
    first = opened(folder, cache)
    assert len(first.problems) >= 2
    same(known(folder, cache), first)
    same(known(folder, cache), open_dossier(folder))


def test_files_that_are_not_tables_are_kept_with_it(folder: Path, cache: Cache) -> None:
    (folder / "data" / "prices.csv").write_bytes(b"a,b\n1,2\n")
    first = opened(folder, cache)
    assert "data/prices.csv" in first.extra["files"]
    same(known(folder, cache), first)


def test_a_small_dossier_is_not_kept(folder: Path, tmp_path: Path) -> None:
    dossier = open_dossier(folder, cache=Cache(tmp_path / "cache"))
    assert isinstance(dossier.store, Store)
    assert dossier.store.kept.shelf is None
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("sure")
def test_a_change_of_the_same_size_is_seen(folder: Path, cache: Cache) -> None:
    aged(folder)
    opened(folder, cache)
    table = folder / "data" / "entities.csv"
    table.write_bytes(table.read_bytes().replace(b"Lyra Trucks", b"Lira Trucks"))
    aged(folder)  # as a tool that keeps the times of files does
    assert open_dossier(folder, cache=cache).name("lyra").startswith("Lira")


def test_a_change_within_the_clock_s_grain_is_seen(folder: Path, cache: Cache) -> None:
    opened(folder, cache)
    table = folder / "data" / "entities.csv"
    state = cache_module._state

    def unchanged(parts: object) -> object:
        """Give the state of a file system whose clock did not go on between two changes."""
        found = state(parts)  # type: ignore[arg-type]
        assert found is not None
        files = {
            name: cache_module.File(file.size, 1 << 60, 1 << 60, 1)
            for name, file in found.files.items()
        }
        return cache_module.State(1 << 60, files, found.others)

    with patch.object(cache_module, "_state", unchanged):
        opened(folder, cache)
        table.write_bytes(table.read_bytes().replace(b"Lyra Trucks", b"Lira Trucks"))
        assert open_dossier(folder, cache=cache).name("lyra").startswith("Lira")


def test_the_same_bytes_are_known_again_whatever_their_times(folder: Path, cache: Cache) -> None:
    first = opened(folder, cache)
    for file in folder.rglob("*.csv"):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    same(known(folder, cache), first)


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize("name", ["data/topics.csv", "datapackage.json"])
def test_a_file_that_goes_or_comes_is_seen(folder: Path, cache: Cache, name: str) -> None:
    opened(folder, cache)
    data = (folder / name).read_bytes()
    (folder / name).unlink()
    same(opened(folder, cache), open_dossier(folder))
    (folder / name).write_bytes(data)
    same(opened(folder, cache), open_dossier(folder))


@pytest.mark.usefixtures("sure")
def test_a_strange_file_is_told_of(folder: Path, cache: Cache) -> None:
    opened(folder, cache)
    (folder / "data" / "Figures.xlsx").write_bytes(b"")
    assert any("xlsx" in str(p) for p in open_dossier(folder, cache=cache).problems)


@pytest.mark.usefixtures("sure")
def test_damage_of_the_cache_is_never_shown(folder: Path, cache: Cache) -> None:
    right = opened(folder, cache)
    (place,) = cache.root.iterdir()
    chance = random.Random(1)
    for number in range(120):
        file = chance.choice(sorted(place.iterdir()))
        data = bytearray(file.read_bytes())
        match number % 4:
            case 0 | 1:
                at = chance.randrange(len(data) if number % 2 else min(len(data), 2000))
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                del data[chance.randrange(len(data)) :]
            case _:
                data += bytes(chance.randrange(1, 100))
        file.write_bytes(data)
        dossier = open_dossier(folder, cache=cache)
        same(dossier, right)
        shelf_of(dossier).finish()


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize(
    ("name", "value"), [("LAYOUT", cache_module.LAYOUT + 1), ("__version__", "0.0.0-other")]
)
def test_what_another_version_kept_is_read_again(
    folder: Path, cache: Cache, name: str, value: object
) -> None:
    with patch.object(cache_module, name, value):
        opened(folder, cache)
    with pytest.raises(AssertionError, match="was read"):
        known(folder, cache)
    opened(folder, cache)
    known(folder, cache)


def test_nothing_is_lost_where_nothing_can_be_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the place of the folder")
    cache = Cache(tmp_path / "cache", least=1)
    same(opened(folder, cache), open_dossier(folder))
    assert (tmp_path / "cache").read_text().startswith("a file")


def test_a_full_disk_leaves_nothing_half(folder: Path, cache: Cache) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    dossier = open_dossier(folder, cache=cache)
    with patch.object(os, "write", full):
        shelf_of(dossier).finish()
    (place,) = cache.root.iterdir()
    assert list(place.iterdir()) == []
    same(opened(folder, cache), dossier)


def test_several_programs_may_keep_the_same_folder(folder: Path, cache: Cache) -> None:
    dossiers = [open_dossier(folder, cache=cache) for _ in range(4)]
    threads = [threading.Thread(target=shelf_of(d).finish) for d in dossiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    same(known(folder, cache), dossiers[0])


def test_files_that_change_while_they_are_read_are_not_kept(folder: Path, cache: Cache) -> None:
    dossier = open_dossier(folder, cache=cache)
    check: Callable[..., object] = references.check_ids

    def meddle(sheets: object) -> object:
        with (folder / "data" / "topics.csv").open("ab") as file:
            file.write(b"\n")
        return check(sheets)

    with patch.object(reader, "check_ids", meddle):
        dossier = open_dossier(folder, cache=cache)
    shelf_of(dossier).finish()
    with pytest.raises(AssertionError, match="was read"):
        known(folder, cache)


def test_arrays_are_kept_until_their_name_is_another(folder: Path, cache: Cache) -> None:
    def made(value: int) -> Callable[[], Arrays]:
        return lambda: {"one": np.array([value]), "ids": np.array([b"a", b"bc"])}

    dossier = open_dossier(folder, cache=cache)
    dossier.kept("counts-1", made(1))
    shelf_of(dossier).finish()
    again = known(folder, cache)
    found = again.kept("counts-1", made(2))
    assert (found["one"].tolist(), found["ids"].tolist()) == ([1], [b"a", b"bc"])
    with pytest.raises(ValueError, match="read-only"):
        found["one"][0] = 3
    assert again.kept("counts-2", made(2))["one"].tolist() == [2]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", least=1)
    folders = [write_folder(tmp_path / name, parts()) for name in ("one", "two", "three")]
    for number, folder in enumerate(folders):
        opened(folder, cache)
        states = [place / "state" for place in cache.root.iterdir()]
        (newest,) = [state for state in states if state.stat().st_mtime > LONG_AGO + 9]
        os.utime(newest, (LONG_AGO + number, LONG_AGO + number))
    size = sum(file.stat().st_size for file in cache.root.rglob("*") if file.is_file())
    cache.most = size // 3 * 2 + 1000
    (folders[0] / "data" / "topics.csv").write_bytes(csv_bytes("topics", []))
    opened(folders[0], cache)
    known(folders[0], cache)
    known(folders[2], cache)
    with pytest.raises(AssertionError, match="was read"):
        known(folders[1], cache)
    cache.empty()
    assert not cache.root.exists()


@posix
def test_only_its_owner_may_look_into_it(folder: Path, cache: Cache) -> None:
    opened(folder, cache)
    (place,) = cache.root.iterdir()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in place.iterdir()} == {0o600}


def test_a_packed_dossier_is_kept_too(folder: Path, cache: Cache) -> None:
    file = folder.parent / "one.dossier"
    file.write_bytes(zip_bytes(parts()))
    first = opened(file, cache)
    same(known(file, cache), first)
    file.write_bytes(zip_bytes(parts() | {"data/entities.csv": csv_bytes("entities", others())}))
    assert open_dossier(file, cache=cache).name("lyra") == "Lira Trucks"


def others() -> list[dict[str, str]]:
    """Return the entities with another name of the same length for one of them."""
    found = rows()["entities"]
    found[1]["name"] = "Lira Trucks"
    return found


def test_what_is_too_much_stays_so_until_it_is_trusted(folder: Path, cache: Cache) -> None:
    file = folder.parent / "one.dossier"
    file.write_bytes(zip_bytes(parts()))
    with patch.object(container, "FROM_ELSEWHERE", container.Limits(entries=3)):
        shelf_of(open_dossier(file, trusted=True, cache=cache)).finish()
        with pytest.raises(DossierRefused, match="more than 3"):
            open_dossier(file, cache=cache)
        with patch.object(reader, "read_dossier", side_effect=AssertionError("was read")):
            assert open_dossier(file, trusted=True, cache=cache).facts
