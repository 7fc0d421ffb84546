"""Exports asked for on the command line: what is written, and why not, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from jwviewer.dossier.files import open_dossier
from jwviewer.export.command import ExportRefused, export_command
from jwviewer.places import seed

DOSSIER = open_dossier(seed("jac-weichai"))
pytestmark = pytest.mark.usefixtures("qapp")


def test_one_pane_becomes_one_file(tmp_path: Path) -> None:
    out = tmp_path / "metrics.png"
    assert export_command(DOSSIER, pane="metrics", output=out, size=(640, 480), scale=1.5) == [out]
    image = QImage(str(out))
    assert (image.width(), image.height()) == (960, 720)


def test_all_is_a_folder_with_every_pane_and_the_dashboard(tmp_path: Path) -> None:
    out = tmp_path / "new"
    paths = export_command(DOSSIER, pane="all", output=out, size=(640, 480), csv=True)
    names = {"timeline", "profiles", "metrics", "evidence", "dashboard"}
    assert {path.name for path in paths} == {f"{n}{end}" for n in names for end in (".png", ".csv")}
    assert set(out.iterdir()) == set(paths)
    assert all(path.stat().st_size > 0 for path in paths)


def test_a_name_without_an_ending_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "picture"
    paths = export_command(DOSSIER, pane="timeline", output=out, size=(400, 300), csv=True)
    assert [path.name for path in paths] == ["picture", "picture.csv"]


@pytest.mark.parametrize(
    ("asked", "code", "why"),
    [
        ({"companies": ("nobody",)}, 2, "no company has the id 'nobody'; known are: jac-motors"),
        ({"start": "2018-13"}, 2, "2018-13"),
        ({"start": "2019", "end": "2013"}, 2, "before it begins"),
        ({"size": (20_000, 20_000)}, 2, "too many"),
        ({"size": (64, 64)}, 2, "too small to read: a picture of this shape needs at least 185"),
        ({"output": Path("picture.jpg")}, 2, "end it in .png"),
        ({"output": Path("no-such-folder/t.png")}, 1, "no-such-folder does not exist"),
        ({"pane": "all", "output": Path("no-such-folder/out")}, 1, "no-such-folder does not exist"),
        ({"pane": "all", "output": Path(__file__)}, 1, "a file has that name"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    asked: dict[str, object], code: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"pane": "timeline", "output": tmp_path / "t.png", "size": (400, 300), **asked}
    with pytest.raises(ExportRefused) as caught:
        export_command(DOSSIER, **given)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
