"""The program started twice, as two real processes without a display."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jwviewer.places import seed

ROOT = Path(__file__).resolve().parents[2]
# The program as its command starts it; it only tells the test what its window shows.
TELLING = """
import os, signal, sys
from jwviewer import app, cli
show = app.Program.show_dossier
def tell(program, dossier):
    show(program, dossier)
    print(program.window.windowTitle(), flush=True)
app.Program.show_dossier = tell
come_forward = app.come_forward
def tell_that_it_came(window, token):
    come_forward(window, token)
    print("came forward", token, flush=True)
app.come_forward = tell_that_it_came
{more}
sys.exit(cli.main(sys.argv[1:]))
"""
# Asked to end while a picture is being written.
EXPORTING = """
from PySide6.QtCore import QTimer
def export(program):
    from jwviewer.export import job
    write = job.write_together
    def ended_meanwhile(files):
        os.kill(os.getpid(), signal.SIGTERM)
        write(files)
    job.write_together = ended_meanwhile
    program.commands.run("export")
    dialog = program.commands.desk.dialogs[-1]
    dialog.form.path.setText("picture.png")
    dialog.export()
def tell_and_export(program, dossier):
    tell(program, dossier)
    QTimer.singleShot(0, lambda: export(program))
app.Program.show_dossier = tell_and_export
"""
# Asked to end while it waits for an answer.
ASKING = """
from PySide6.QtCore import QTimer
def tell_and_ask(program, dossier):
    tell(program, dossier)
    QTimer.singleShot(0, lambda: program.commands.run("go_to_date"))
    QTimer.singleShot(0, lambda: print("asking", flush=True))
app.Program.show_dossier = tell_and_ask
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program in a home of the test's own; what still runs at the end is killed."""
    processes: list[subprocess.Popen[str]] = []

    def begin(*arguments: str | Path, more: str = "", **environment: str) -> subprocess.Popen[str]:
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
        process = subprocess.Popen(
            [sys.executable, "-c", TELLING.format(more=more), *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **dict.fromkeys(homes, str(tmp_path)), "PYTHONPATH": str(ROOT),
                 "QT_QPA_PLATFORM": "offscreen", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        return process

    tmp_path.chmod(0o700)
    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_hands_its_file_over_and_the_window_comes_forward(
    start: Start, tmp_path: Path
) -> None:
    shutil.copytree(seed("tutorial"), tmp_path / "my dossier")
    first = start()
    assert "JAC Motors and Weichai" in _line(first)
    second = start("my dossier", XDG_ACTIVATION_TOKEN="leave")
    output, errors = second.communicate(timeout=30)
    assert (second.returncode, output, errors) == (0, "", "")
    told = {_line(first), _line(first)}
    assert "came forward leave" in told
    assert any("(fictional)" in line for line in told)
    third = start()
    assert third.communicate(timeout=30) == ("", "")
    assert third.returncode == 0
    assert _line(first) == "came forward"
    first.send_signal(signal.SIGTERM)
    assert first.wait(30) == 0


def test_a_wrong_file_is_refused_by_the_second_start_itself(start: Start) -> None:
    first = start()
    assert _line(first)
    second = start("no-such.dossier")
    output, errors = second.communicate(timeout=30)
    assert second.returncode == 2
    assert "no-such.dossier" in errors
    assert output == ""


def test_a_new_window_is_opened_when_it_is_asked_for(start: Start) -> None:
    first = start()
    assert _line(first)
    second = start("open", "--new-window", str(seed("tutorial")))
    assert "(fictional)" in _line(second)
    assert first.poll() is None


def test_another_display_gets_a_window_of_its_own(start: Start) -> None:
    first = start()
    assert _line(first)
    second = start(QT_QPA_PLATFORM="minimal")
    assert "JAC Motors and Weichai" in _line(second)


def test_after_a_crash_the_next_start_is_first(start: Start, tmp_path: Path) -> None:
    first = start()
    assert _line(first)
    first.kill()
    first.wait(30)
    assert list(tmp_path.glob("jwviewer-*/lock")), "a crash leaves the lock"
    second = start()
    assert "JAC Motors and Weichai" in _line(second)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_the_program_with_everything_kept(
    start: Start, tmp_path: Path, name: str
) -> None:
    process = start(seed("tutorial"))
    assert _line(process)
    process.send_signal(getattr(signal, name))
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (0, "", "")
    settings = (tmp_path / "jwviewer" / "settings.json").read_text(encoding="utf-8")
    assert '"layout": "' in settings
    assert "tutorial" in settings
    assert not list(tmp_path.glob("jwviewer-*/lock"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_an_export_under_way_is_finished_before_the_program_ends(
    start: Start, tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    process = start(more=EXPORTING)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    picture = QImage(str(tmp_path / "picture.png"))
    assert (picture.width(), picture.height()) == (1920, 1080)
    assert not list(tmp_path.glob(".jwviewer-*.tmp"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_question_on_screen_does_not_keep_the_program_from_ending(start: Start) -> None:
    process = start(more=ASKING)
    assert "JAC Motors" in _line(process)
    assert _line(process) == "asking"
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
