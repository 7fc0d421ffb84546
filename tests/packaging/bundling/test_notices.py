"""Licences and the list of parts that lie in a bundle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bundling.inventory import Component
from bundling.notices import write_notices, write_sbom

from jwviewer import __version__


@pytest.fixture
def parts(tmp_path: Path) -> list[Component]:
    """Return a part with a licence, one that Qt.txt speaks for, and one nobody speaks for."""
    text = tmp_path / "LICENCE"
    text.write_text("Do what you like.", encoding="utf-8")
    return [
        Component("free", "1.0", "MIT", "pkg:pypi/free@1.0", (text,)),
        Component("Qt", "6.1.2", "LGPL-3.0-only", "pkg:generic/qt@6.1.2", spoken_for=True),
        Component("secret", "2.0", "", "pkg:generic/secret@2.0"),
    ]


def test_a_part_without_a_licence_text_is_named(tmp_path: Path, parts: list[Component]) -> None:
    assert write_notices(tmp_path / "NOTICES", parts) == ["secret"]


def test_the_texts_lie_in_one_folder_with_how_to_replace_qt(
    tmp_path: Path, parts: list[Component]
) -> None:
    target = tmp_path / "NOTICES"
    write_notices(target, parts)
    assert (target / "free.txt").read_text(encoding="utf-8") == "Do what you like."
    assert {"GPL-3.txt", "LGPL-3.txt", "Qt.txt", "jwviewer.txt"} <= {
        path.name for path in target.iterdir()
    }
    assert (target / "Qt.txt").read_text(encoding="utf-8").startswith("Qt 6.1.2,")


def test_the_list_of_parts_is_the_same_for_the_same_parts(
    tmp_path: Path, parts: list[Component]
) -> None:
    lists = []
    for number, inside in enumerate((parts, parts, parts[:1])):
        lists.append(tmp_path / f"{number}.json")
        write_sbom(lists[-1], inside, 1_767_225_600)
    assert lists[0].read_bytes() == lists[1].read_bytes()
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (lists[0], lists[2]))
    assert one["serialNumber"] != other["serialNumber"]
    assert one["metadata"]["component"]["version"] == __version__
    assert one["metadata"]["timestamp"] == "2026-01-01T00:00:00+00:00"
    assert [part["name"] for part in one["components"]] == ["free", "Qt", "secret"]
    (ours,) = one["dependencies"]
    assert set(ours["dependsOn"]) == {part["bom-ref"] for part in one["components"]}
