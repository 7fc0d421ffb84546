"""Who is first, who hands over, and who never gets the files of another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jwviewer.shell import instance as module
from jwviewer.shell import windows
from jwviewer.shell.handover import Request
from jwviewer.shell.instance import Instance, display, meeting_place

# Stands for the start of a process that hangs: it is first and never takes anything up.
HOLDER = """
import sys
from pathlib import Path
from jwviewer.shell.instance import Instance
one = Instance(Path(sys.argv[1]))
print(one.stands_alone(), flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    monkeypatch.setattr(module, "STARTING", 0.05)


def _holder(config: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(config)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "True"
    return process


def test_a_start_alone_is_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    one = Instance(tmp_path)
    assert one.stands_alone([Path("/a.dossier")])
    one.release()
    assert [path.name for path in one.folder.iterdir()] == []


def test_a_later_start_hands_over_absolute_paths_and_ends(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Instance(tmp_path)
    assert first.stands_alone()
    first.listen()
    code = (
        "import sys; from pathlib import Path; from jwviewer.shell.instance import Instance\n"
        "sys.exit(Instance(Path(sys.argv[1])).stands_alone([Path('a b.dossier')]))"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with qtbot.waitSignal(first.asked, timeout=20_000) as heard:
        second = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=elsewhere,
            env={**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2]),
                 "XDG_ACTIVATION_TOKEN": "leave-to-raise"},
        )  # fmt: skip
    assert heard.args == [Request((elsewhere / "a b.dossier",), "leave-to-raise")]
    assert second.wait(20) == 0
    first.release()


def test_a_first_start_that_hangs_is_not_waited_for_and_keeps_its_lock(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    one = Instance(tmp_path)
    assert one.stands_alone([Path("/a.dossier")])
    assert [path.name for path in one.folder.iterdir()] == ["lock"], "the request is taken back"
    one.release()
    assert (one.folder / "lock").exists()
    holder.communicate()


def test_the_lock_of_a_killed_process_is_no_obstacle(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    holder.kill()
    holder.communicate()
    one = Instance(tmp_path)
    assert (one.folder / "lock").exists()
    assert one.stands_alone()
    other = Instance(tmp_path)
    assert other.stands_alone([], wanted=True)
    assert one._lock is not None
    assert other._lock is None
    one.release()


@pytest.mark.skipif(sys.platform != "linux", reason="reads a lock as Qt writes it on Linux")
def test_a_lock_whose_number_another_program_has_now_is_taken_over(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    lock = Instance(tmp_path).folder / "lock"
    content = lock.read_text()
    holder.communicate()
    # This very process lives under that number and that name, and holds no such lock.
    lines = content.splitlines(keepends=True)
    lock.write_text("".join([f"{os.getpid()}\n", *lines[1:]]))
    one = Instance(tmp_path)
    assert one.stands_alone([Path("/a.dossier")])
    assert one._lock is not None, "and is first from now on"
    one.release()


def test_a_broken_lock_is_taken_over(tmp_path: Path) -> None:
    one = Instance(tmp_path)
    one.folder.mkdir(parents=True)
    (one.folder / "lock").write_bytes(b"\xff\x00")
    assert one.stands_alone()
    assert one._lock is not None
    one.release()


def test_a_first_start_that_ends_meanwhile_leaves_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 20.0)
    holder = _holder(tmp_path)
    monkeypatch.setattr("time.sleep", lambda _seconds: holder.communicate())
    one = Instance(tmp_path)
    assert one.stands_alone([Path("/a.dossier")])
    assert one._lock is not None
    one.release()


def test_one_that_is_just_starting_is_given_more_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STARTING", 10.0)
    lock = tmp_path / "lock"
    lock.touch()
    assert 9 < module._patience(lock) <= 10
    day_ago = time.time() - 86_400
    os.utime(lock, (day_ago, day_ago))
    assert module._patience(lock) == module.PATIENCE


def test_where_no_lock_can_be_kept_everybody_stands_alone(tmp_path: Path) -> None:
    in_the_way = tmp_path / "running"
    in_the_way.write_text("a file where the folder should be")
    assert Instance(tmp_path).stands_alone([Path("/a.dossier")])


def test_desktops_and_settings_are_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    places = set()
    for shown in (":0", ":1", "localhost:10.0"):
        monkeypatch.setenv("DISPLAY", shown)
        places.add(meeting_place(tmp_path))
    places.add(meeting_place(tmp_path / "other"))
    assert len(places) == 4


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", ":0"),
        ({"DISPLAY": ":0.0"}, "linux", ":0"),
        ({"DISPLAY": "localhost:10.0", "XDG_SESSION_ID": "7"}, "linux", "localhost:10"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "wayland-0"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", "offscreen"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "linux", ":0"),
        ({"XDG_SESSION_ID": "7"}, "linux", "7"),
        ({"DISPLAY": ":0"}, "darwin", ""),
    ],
)
def test_a_display_is_known_by_what_the_desktop_says(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert display(environment, platform) == expected


def test_two_sessions_on_windows_are_two_desktops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "desktop_session", lambda: 3)
    assert display({}, "win32") == "3"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="runtime folders are Unix's")
def test_only_a_runtime_folder_of_ones_own_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "runtime"
    mine.mkdir(mode=0o700)
    config = tmp_path / "config"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(mine))
    assert meeting_place(config).parent == mine
    mine.chmod(0o777)
    assert meeting_place(config).parent == config / "running", "others could write there"
    mine.chmod(0o700)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert meeting_place(config).parent == config / "running", "it is somebody else's"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    assert meeting_place(config).parent == config / "running"


def test_the_leave_of_a_launcher_on_x11_is_taken_where_there_is_no_other() -> None:
    both = {"XDG_ACTIVATION_TOKEN": "of Wayland", "DESKTOP_STARTUP_ID": "of X11"}
    assert module.activation_token(both) == "of Wayland"
    assert module.activation_token({**both, "XDG_ACTIVATION_TOKEN": ""}) == "of X11"
    assert module.activation_token({}) == ""
