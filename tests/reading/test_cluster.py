"""Reading on a Dask cluster gives what reading here gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.cli import main
from jwviewer.reading.batch import Failed, Options, articles_in, read_here
from jwviewer.reading.cluster import map_texts
from tests.reading.test_batch import OTHER, TEXT


def test_a_cluster_gives_what_this_computer_gives(tmp_path: Path) -> None:
    distributed = pytest.importorskip(
        "dask.distributed", reason="Dask is not installed: pip install 'jwviewer[cluster]'"
    )
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {OTHER} No. {number}", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG")
    listed = articles_in([tmp_path])
    here = {one.name: one for one in read_here(listed, Options(), 1)}
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        there = {one.name: one for one in map_texts(client, listed, Options())}
    assert there == here
    assert sum(isinstance(one, Failed) for one in there.values()) == 1


def test_without_dask_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "dask.distributed", None)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    given = ["read", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out")]
    assert main([*given, "--engine", "dask"]) == 2
    assert "jwviewer[cluster]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
