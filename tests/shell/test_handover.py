"""A request is taken up once, and only if it is one."""

from __future__ import annotations

import json
import os
import secrets
import time
from pathlib import Path

import pytest

from jwviewer.shell.handover import (
    MOST_BYTES,
    OLD_SECONDS,
    Request,
    collect,
    is_taken,
    leave,
    withdraw,
)

FILE = Path("/somewhere/比亚迪 and\nmore.dossier")


def _left(folder: Path, content: object) -> Path:
    path = folder / f"{secrets.token_hex(16)}.request"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def _grow_old(path: Path) -> None:
    then = time.time() - OLD_SECONDS - 1
    os.utime(path, (then, then))


def test_what_is_left_is_taken_up_once(tmp_path: Path) -> None:
    request = Request((FILE, Path("/b")), "token-1")
    path = leave(tmp_path, request)
    assert path is not None
    assert not is_taken(path)
    assert collect(tmp_path) == ([request], False)
    assert is_taken(path)
    assert collect(tmp_path) == ([], False)
    assert not withdraw(path), "whoever left it learns that it is not his any more"


def test_what_is_withdrawn_is_not_taken_up(tmp_path: Path) -> None:
    path = leave(tmp_path, Request((FILE,)))
    assert path is not None
    assert withdraw(path)
    assert collect(tmp_path) == ([], False)


@pytest.mark.skipif(os.name == "nt", reason="names are always text on Windows")
def test_a_name_that_is_no_text_comes_through(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(b"/somewhere/\xff\xfe.dossier"))
    leave(tmp_path, Request((odd,)))
    assert collect(tmp_path)[0] == [Request((odd,))]


def test_requests_come_in_the_order_in_which_they_were_left(tmp_path: Path) -> None:
    for number in range(3):
        path = leave(tmp_path, Request((Path(f"/{number}"),)))
        assert path is not None
        os.utime(path, ns=(0, time.time_ns() - (3 - number) * 10**9))
    assert [one.files[0].name for one in collect(tmp_path)[0]] == ["0", "1", "2"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 5000,
        {}, {"format": 2, "files": [], "token": ""}, {"format": 1, "files": []},
        {"format": 1, "files": ["relative"], "token": ""},
        {"format": 1, "files": [7], "token": ""},
        {"format": 1, "files": "/a", "token": ""},
        {"format": 1, "files": ["/a\0b"], "token": ""},
        {"format": 1, "files": ["/a"] * 51, "token": ""},
        {"format": 1, "files": ["/a"], "token": "a\nb"},
        {"format": 1, "files": ["/a"], "token": "x" * 600},
        {"format": 1, "files": ["/a" + "a" * MOST_BYTES], "token": ""},
    ],
)  # fmt: skip
def test_what_is_no_request_is_passed_over_and_swept_away_when_old(
    tmp_path: Path, content: object
) -> None:
    path = _left(tmp_path, content)
    assert collect(tmp_path) == ([], False)
    assert path.exists(), "whoever left it may be of another version, and waits"
    _grow_old(path)
    assert collect(tmp_path) == ([], False)
    assert not path.exists()


def test_a_request_that_nobody_waits_for_any_more_is_not_opened(tmp_path: Path) -> None:
    path = leave(tmp_path, Request((FILE,)))
    assert path is not None
    _grow_old(path)
    assert collect(tmp_path) == ([], False)
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that are files")
def test_links_pipes_and_folders_are_no_requests(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_text(json.dumps({"format": 1, "files": ["/a"], "token": ""}), encoding="utf-8")
    (tmp_path / f"{'a' * 32}.request").symlink_to(good)
    os.mkfifo(tmp_path / f"{'b' * 32}.request")
    (tmp_path / f"{'c' * 32}.request").mkdir()
    assert collect(tmp_path) == ([], False)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("lock", "x.request", f"{'A' * 32}.request", f"{'a' * 32}.request.tmp"):
        (tmp_path / name).write_text("{}")
        _grow_old(tmp_path / name)
    assert collect(tmp_path) == ([], False)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_request_that_is_held_by_a_scanner_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(tmp_path, Request((FILE,)))

    def held(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", held)
    assert collect(tmp_path) == ([], True)
    monkeypatch.undo()
    assert collect(tmp_path) == ([Request((FILE,))], False)


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    assert leave(tmp_path / "gone", Request((FILE,))) is None
    assert collect(tmp_path / "gone") == ([], False)


def test_more_files_than_fit_are_not_handed_over_in_part(tmp_path: Path) -> None:
    files = tuple(tmp_path / f"{number}.dossier" for number in range(51))
    assert leave(tmp_path, Request(files)) is None
    assert collect(tmp_path) == ([], False)
    assert leave(tmp_path, Request(files[:50])) is not None
    assert collect(tmp_path)[0][0].files == files[:50]


def test_a_token_that_is_none_is_not_handed_on(tmp_path: Path) -> None:
    leave(tmp_path, Request((FILE,), "bad\0token"))
    assert collect(tmp_path)[0] == [Request((FILE,), "")]
