"""A tenth of the hostile environments, from source; `make test-deb` tries all on the package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from linux.hostile import CASES
from linux.trial import EXPORT, Case, Ground

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's hostilities")
ROOT = Path(__file__).resolve().parents[2]
QUICK = (
    "no HOME", "QT_QPA_PLATFORM is wrong", "no display",
    "the XDG folders are files", "all three are closed at an export",
    "output goes to a full disk", "nobody reads the output", "the working folder is gone",
    "a name that is no text, for the terminal", "the dossier is a pipe", "the dossier is cut short",
)  # fmt: skip


def _ground(*program: str) -> Ground:
    return Ground(program, may_mount=False, environment={"PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("case", [one for one in CASES if one.name in QUICK], ids=lambda c: c.name)
def test_it_works_or_says_why_not(case: Case) -> None:
    assert _ground(sys.executable, "-m", "jwviewer").faults(case) == []


def test_there_are_forty_and_each_quick_one_is_among_them() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 40
    assert set(QUICK) <= set(names)


@pytest.mark.parametrize(
    ("case", "script"),
    [
        (Case("an export", does=EXPORT), "echo Traceback"),
        (Case("an export", does=EXPORT), "exit 3"),
        (Case("an export", does=EXPORT), "exit 0"),  # and no picture
        (Case("a refusal", does="", says="why"), "echo 'jwviewer: why'; exit 0"),
        (Case("a refusal", does="", says="why"), "echo 'jwviewer: something else'; exit 1"),
        (Case("a refusal", does="", says="why"), "echo 'jwviewer: why'; echo more; exit 1"),
        (Case("an end", does="facts", after="false"), "exit 0"),
    ],
)
def test_a_program_that_does_worse_is_found_out(case: Case, script: str, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    assert _ground(str(program)).faults(case) != []


def test_a_program_that_says_why_it_cannot_is_let_off(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho 'jwviewer: the reason why'\nexit 1\n")
    program.chmod(0o755)
    assert _ground(str(program)).faults(Case("a refusal", does="", says="reason")) == []
