"""What the finished program does on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from jwviewer import __version__
from tests.bundle.stranger import ROOT, Stranger

PANES = ("timeline", "profiles", "metrics", "evidence", "dashboard")
SIZE = (1280, 720)


@pytest.mark.smoke
def test_it_says_its_version(stranger: Stranger) -> None:
    done = stranger.run("--version")
    assert (done.code, done.output, done.errors) == (0, f"jwviewer {__version__}\n", "")


def test_the_surroundings_are_what_they_are_called(stranger: Stranger) -> None:
    if not stranger.sealed:
        assert stranger.ended(stranger.start_shell("test -d /proc/self")).code == 0
        return
    script = f"test ! -e {ROOT}/Makefile && test ! -w / && cat /proc/net/dev"
    done = stranger.ended(stranger.start_shell(script))
    assert done.code == 0, done.errors
    interfaces = [line.split(":")[0].strip() for line in done.output.splitlines() if ":" in line]
    assert interfaces == ["lo"]


@pytest.mark.smoke
@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_it_lists_the_facts_of_the_dossiers_it_came_with(stranger: Stranger, name: str) -> None:
    done = stranger.run("facts", f"{stranger.seeds}/{name}", "--json")
    assert (done.code, done.errors) == (0, "")
    facts = json.loads(done.output)
    tables = (ROOT / "seeds" / name / "data").glob("*.csv")
    lines = [line for path in tables for line in path.read_text(encoding="utf-8").splitlines()]
    known = {line.partition(",")[0] for line in lines}
    assert len(facts) > 50
    assert {fact["id"] for fact in facts} <= known


@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_it_exports_every_pane(stranger: Stranger, name: str) -> None:
    arguments = ("--pane", "all", "--size", "{}x{}".format(*SIZE), "--csv", "--output", "pictures")
    done = stranger.run("export", f"{stranger.seeds}/{name}", *arguments)
    assert (done.code, done.errors) == (0, "")
    pictures = {path.name: path for path in (stranger.folder / "pictures").glob("*.png")}
    assert {pane for pane in PANES if any(pane in picture for picture in pictures)} == set(PANES)
    for path in pictures.values():
        assert _colours(path) > 30, path.name


@pytest.mark.smoke
def test_its_pictures_are_those_of_the_source(stranger: Stranger, tmp_path: Path) -> None:
    """The same bytes: no font, icon, colour or letter is another in the bundle."""
    if stranger.root != Path("/"):
        pytest.skip("in a chroot another release of FreeType may draw")
    arguments = ("--pane", "dashboard", "--size", "{}x{}".format(*SIZE), "--output", "one.png")
    done = stranger.run("export", *arguments)
    assert (done.code, done.errors) == (0, "")
    subprocess.run(
        [sys.executable, "-m", "jwviewer", "export", *arguments],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert (stranger.folder / "one.png").read_bytes() == (tmp_path / "one.png").read_bytes()


def test_it_writes_its_texts_into_pictures(stranger: Stranger) -> None:
    done = stranger.run("export", "--pane", "metrics", "--output", "one.png")
    assert (done.code, done.errors) == (0, "")
    picture = QImage(str(stranger.folder / "one.png"))
    assert "JAC" in " ".join(picture.text(key) for key in picture.textKeys())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("facts", "broken.dossier"), 1, "broken.dossier"),
        (("export", "broken.dossier", "--pane", "all", "--output", "pictures"), 1, "dossier"),
        (("facts", "nowhere"), 1, "nowhere"),
        (("nonsense",), 2, "nonsense"),
        (("export", "--pane", "nonsense", "--output", "one.png"), 2, "nonsense"),
    ],
)
def test_it_refuses_in_one_sentence(
    stranger: Stranger, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (stranger.folder / "broken.dossier").write_bytes(b"PK\x03\x04 and no more of it")
    done = stranger.run(*arguments)
    assert done.code == code
    assert said in done.errors
    assert len(done.errors.strip().splitlines()) == 1


def test_it_names_the_bad_cell_of_a_dossier(stranger: Stranger) -> None:
    done = stranger.run("unpack", "seed.dossier", "spoilt")
    assert done.code != 0
    assert stranger.run("pack", f"{stranger.seeds}/jac-weichai", "seed.dossier").code == 0
    assert stranger.run("unpack", "seed.dossier", "spoilt").code == 0
    figures = stranger.folder / "spoilt" / "data" / "figures.csv"
    figures.write_text(figures.read_text("utf-8").replace("260000", "26x000", 1), encoding="utf-8")
    done = stranger.run("check", "spoilt")
    assert done.code == 1
    assert "figures.csv" in done.output
    assert "26x000" in done.output


def test_a_file_from_outside_is_named_as_its_dossier(stranger: Stranger) -> None:
    name = "mes données 江淮.dossier"
    assert stranger.run("pack", f"{stranger.seeds}/tutorial", name).code == 0
    done = stranger.run("facts", name, "--csv")
    assert (done.code, done.errors) == (0, "")
    assert len(done.output.splitlines()) > 500


def _colours(path: Path) -> int:
    picture = QImage(str(path))
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
    )
