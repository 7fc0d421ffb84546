"""A picture is kept only beside the dossier it shows, and goes first without that."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from jwviewer.dossier import cache as cache_module
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.last_sight import Sight, place_of, read_sight
from tests.dossier.example import parts, write_folder
from tests.dossier.test_cache import posix, shelf_of

pytestmark = posix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "dossier", parts())


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", least=1)


@pytest.fixture(autouse=True)
def sure() -> object:
    """Let times of change count at once, so that a test need not wait for them to be old."""
    with patch.object(cache_module, "_UNSURE", -(1 << 62)):
        yield


def sight(number: int) -> Sight:
    return Sight({"number": number}, bytes(4 * number))


def test_nothing_is_kept_where_the_dossier_is_not(folder: Path, cache: Cache) -> None:
    shelf = shelf_of(open_dossier(folder, cache=cache))
    assert not shelf.keep_sight(sight(1))
    assert cache.used() == (0, 0)
    shelf.finish()
    assert shelf.keep_sight(sight(2))
    assert read_sight(folder, cache.root) == sight(2)
    cache.empty()
    assert not shelf.keep_sight(sight(3))
    assert cache.used() == (0, 0)


def test_what_was_still_to_be_written_is_not_when_the_cache_was_emptied(
    folder: Path, cache: Cache
) -> None:
    shelf_of(open_dossier(folder, cache=cache)).finish()
    dossier = open_dossier(folder, cache=cache)
    shelf, told = shelf_of(dossier), []
    _ = dossier.columns
    shelf.put("some-1", {})
    shelf.keep_sight_soon(lambda: sight(1), lambda: told.append(1))
    cache.empty()
    shelf.finish()
    assert cache.used() == (0, 0)
    assert told == []


def test_a_sight_that_waits_is_told_of_when_it_lies_there(folder: Path, cache: Cache) -> None:
    shelf = shelf_of(open_dossier(folder, cache=cache))
    found: list[object] = []
    shelf.keep_sight_soon(lambda: sight(1), lambda: found.append("older"))
    shelf.keep_sight_soon(lambda: sight(2), lambda: found.append(read_sight(folder, cache.root)))
    assert found == []
    shelf.finish()
    assert found == [sight(2)]


def test_one_that_waits_never_takes_the_place_of_a_newer_one(folder: Path, cache: Cache) -> None:
    shelf_of(open_dossier(folder, cache=cache)).finish()
    shelf = shelf_of(open_dossier(folder, cache=cache))
    shelf.keep_sight_soon(lambda: sight(1), lambda: None)
    assert shelf.keep_sight(sight(2))
    shelf.finish()
    assert read_sight(folder, cache.root) == sight(2)


def test_a_picture_alone_goes_before_any_dossier(folder: Path, cache: Cache) -> None:
    shelf_of(open_dossier(folder, cache=cache)).finish()
    alone = cache.root / "alone"
    alone.mkdir()
    (alone / "sight").write_bytes(bytes(10))
    cache.most = cache.used()[0] - 1
    cache.shrink(Path("/nowhere"))
    assert list(cache.root.iterdir()) == [place_of(folder, cache.root)]
