"""A .dossier file from elsewhere cannot write, fill the memory or hang the program."""

from __future__ import annotations

import os
import stat
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jwviewer.dossier import container
from jwviewer.dossier.container import MIMETYPE, Limits, zip_bytes
from jwviewer.dossier.files import DossierRefused, open_dossier, unpack
from tests.dossier.example import parts, rows, write_folder

HOSTILE_NAMES = (
    "../evil.csv", "../../etc/passwd", "/etc/passwd", "/data/figures.csv", "C:\\evil.csv",
    "C:/evil.csv", "\\\\server\\share\\x.csv", "data\\figures.csv", "data/../../evil.csv",
    "data/./figures.csv", "data//figures.csv", "./data/figures.csv", "data/figures.csv/",
    "data/Figures.csv", "data/FIGURES.CSV", "data/figures.csv ", " data/figures.csv",
    "data/figures.csv\n", "data/figures.csv\0.txt", "data/figures\u200b.csv", "data/ﬁgures.csv",
    "data/figures.csv\u202e", "data/con.csv.exe", "data/.hidden.csv", "data/figures.csv.bak",
    "data/figures", "data/_x.csv", "data/x-y.csv", "data/x1.csv", "data/ö.csv", "data/" + "x" * 80
    + ".csv", "datapackage.json/x", "DATAPACKAGE.JSON", "datapackage.json.", "Mimetype",
    "mimetype/", "META-INF/manifest.xml", "__MACOSX/data/._figures.csv", ".DS_Store", "x", "~",
    "%2e%2e/evil.csv", "file:///etc/passwd", "data/figures.csv:stream", "AUX", "nul.csv", "-rf",
    "$(reboot)", "`id`", "a" * 5000, "data/|.csv", "data/*.csv", "data/?.csv", "data/<b>.csv",
    "data/\x1b[31m.csv", "data/\r.csv", "..", ".", "data", "data/x/y.csv", "DATA/figures.csv",
    "http://example.org/data.csv", "data/figures.csv;x",
)  # fmt: skip


def make(path: Path, entries: dict[str, bytes], **how: int) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo("x")
            info.filename = name  # past the cleaning that ZipInfo does
            info.compress_type = how.get("compress_type", zipfile.ZIP_DEFLATED)
            info.external_attr = how.get("external_attr", 0)
            archive.writestr(info, data, compresslevel=1)
    return path


def refusal(path: Path) -> str:
    before = set(path.parent.iterdir())
    with pytest.raises(DossierRefused) as refused:
        open_dossier(path)
    assert set(path.parent.iterdir()) == before
    sentence = str(refused.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_packed_example_opens_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    path.write_bytes(zip_bytes(parts()))
    assert open_dossier(path).problems == ()
    with zipfile.ZipFile(path) as archive:
        first, second, *_ = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert second.filename == "datapackage.json"
        assert archive.read("mimetype").decode() == MIMETYPE
    assert path.read_bytes()[30:38] == b"mimetype"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_odd_names_are_refused(tmp_path: Path, name: str) -> None:
    assert "dossier" in refusal(make(tmp_path / "x.dossier", {**parts(), name: b"evil"}))


def test_an_entry_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    path.write_bytes(zip_bytes(parts()))
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("data/figures.csv", b"other")
    sentence = refusal(path)
    assert '"data/figures.csv"' in sentence
    assert "twice" in sentence


def test_links_are_refused(tmp_path: Path) -> None:
    path = make(
        tmp_path / "x.dossier", {"data/figures.csv": b"/etc/passwd"},
        external_attr=(stat.S_IFLNK | 0o777) << 16,
    )  # fmt: skip
    assert "link or device" in refusal(path)
    with pytest.raises(DossierRefused) as refused:
        open_dossier(path, trusted=True)
    assert not refused.value.by_limit


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_compressions_are_refused(tmp_path: Path, method: int) -> None:
    path = make(tmp_path / "x.dossier", parts(), compress_type=method)
    assert "other than deflate" in refusal(path)


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(parts()))
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    path = tmp_path / "x.dossier"
    path.write_bytes(data)
    assert "encrypted" in refusal(path)


def test_a_foreign_zip_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "x.dossier", {"mimetype": b"application/epub+zip"})
    assert '"mimetype"' in refusal(path)


def test_a_hand_made_zip_opens_with_a_warning(tmp_path: Path) -> None:
    path = make(tmp_path / "x.dossier", {"data/": b"", **parts()})
    (problem,) = open_dossier(path).problems
    assert (problem.file, problem.severity) == ("mimetype", "warning")


def bomb_ratio(path: Path) -> Path:
    return make(path, {"data/figures.csv": b"0" * (10 << 20)})


def bomb_size(path: Path) -> Path:
    return make(path, {"data/figures.csv": os.urandom(1 << 20) + b"x" * (64 << 20)})


def bomb_total(path: Path) -> Path:
    block = b"".join(os.urandom(200) + b"x" * 4_000 for _ in range(15_000))
    return make(path, {f"data/{name}.csv": block for name in "abcdef"})


def bomb_entries(path: Path) -> Path:
    return make(path, {f"data/{'a' * n}.csv": b"" for n in range(1, 64)} | parts())


def bomb_long_directory(path: Path) -> Path:
    return make(path, {f"data/{'a' * 60000}{n}.csv": b"" for n in range(3)})


def bomb_lying_size(path: Path) -> Path:
    """An entry that says it has a few bytes and unpacks to many."""
    data = bytearray(make(path, {"data/figures.csv": b"0" * (50 << 20)}).read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.find(signature)
        struct.pack_into("<I", data, place + offset, 100)
    path.write_bytes(data)
    return path


def bomb_lying_small(path: Path) -> Path:
    """An entry that says it has more than it holds."""
    data = bytearray(make(path, {"data/figures.csv": b"a,b\n"}).read_bytes())
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 200)
    path.write_bytes(data)
    return path


def bomb_entry_count(path: Path) -> Path:
    data = bytearray(zip_bytes(parts()))
    struct.pack_into("<H", data, data.rfind(b"PK\x05\x06") + 10, 65535)
    path.write_bytes(data)
    return path


def bomb_zip64(path: Path) -> Path:
    data = zip_bytes(parts())
    end = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[:end] + b"PK\x06\x07" + bytes(16) + data[end:])
    return path


def bomb_deep_json(path: Path) -> Path:
    return make(path, {"datapackage.json": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"})


BOMBS = (
    bomb_ratio, bomb_size, bomb_total, bomb_entries, bomb_long_directory, bomb_lying_size,
    bomb_lying_small, bomb_entry_count, bomb_zip64, bomb_deep_json,
)  # fmt: skip


@pytest.mark.parametrize("build", BOMBS)
def test_bombs_are_refused_before_they_unpack(
    tmp_path: Path, build: Callable[[Path], Path]
) -> None:
    path = build(tmp_path / "x.dossier")
    tracemalloc.start()
    try:
        with pytest.raises(DossierRefused):
            open_dossier(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100 << 20


def test_too_many_rows_are_refused_until_the_person_trusts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Limits().rows == 1_000_000
    monkeypatch.setattr(container, "FROM_ELSEWHERE", Limits(rows=3))
    tables = rows()
    tables["claims"] += [{**tables["claims"][0], "claim_id": f"c{n}"} for n in range(3)]
    path = tmp_path / "x.dossier"
    path.write_bytes(zip_bytes(parts(tables)))
    with pytest.raises(DossierRefused, match="more than 3 rows"):
        open_dossier(path)
    assert len(open_dossier(path, trusted=True).tables["claims"]) == 4


def test_a_high_ratio_is_read_on_the_persons_word(tmp_path: Path) -> None:
    tables = rows()
    tables["claims"] += [{**tables["claims"][0], "claim_id": f"c{n}"} for n in range(2_000)]
    path = make(tmp_path / "x.dossier", {**parts(tables), "data/own.csv": b"0" * (1 << 20)})
    assert "200 times" in refusal(path)
    with pytest.raises(DossierRefused) as refused:
        open_dossier(path)
    assert refused.value.by_limit
    assert len(open_dossier(path, trusted=True).tables["claims"]) == 2_001


def test_a_long_cell_from_elsewhere_costs_its_row(tmp_path: Path) -> None:
    tables = rows()
    tables["omissions"][0]["my_text"] = "x" * 20_001
    path = tmp_path / "x.dossier"
    path.write_bytes(zip_bytes(parts(tables)))
    problem = next(p for p in open_dossier(path).problems if p.severity == "error")
    assert (problem.line, problem.column) == (2, "my_text")
    assert "20,000" in problem.reason


@pytest.mark.parametrize("cut", [10, 100, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_refused(tmp_path: Path, cut: float) -> None:
    data = zip_bytes(parts())
    path = tmp_path / "x.dossier"
    path.write_bytes(data[: int(cut if cut > 1 else len(data) * cut)])
    assert "whole zip file" in refusal(path)


def test_a_damaged_entry_is_named(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(parts()))
    place = data.find(b"data/figures.csv") + 40
    data[place : place + 20] = bytes(20)
    path = tmp_path / "x.dossier"
    path.write_bytes(data)
    sentence = refusal(path)
    assert '"data/figures.csv"' in sentence
    assert "damaged" in sentence


def test_a_packed_table_that_was_edited_is_noticed(tmp_path: Path) -> None:
    files = parts()
    files["data/claims.csv"] = files["data/claims.csv"].replace(b"its kind", b"that kind")
    path = tmp_path / "x.dossier"
    path.write_bytes(zip_bytes(files))
    (problem,) = open_dossier(path).problems
    assert (problem.file, problem.severity) == ("data/claims.csv", "warning")
    assert "edited since" in problem.reason
    # People edit folders; there it is no news.
    unpack(path, tmp_path / "folder")
    assert open_dossier(tmp_path / "folder").problems == ()


def test_links_out_of_a_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(parts()["data/figures.csv"])
    folder = write_folder(tmp_path / "x")
    (folder / "data" / "figures.csv").unlink()
    (folder / "data" / "figures.csv").symlink_to(secret)
    assert "data/figures.csv" in refusal(folder)
    (folder / "data" / "figures.csv").unlink()
    os.mkfifo(folder / "data" / "figures.csv")
    assert "not an ordinary file" in refusal(folder)


def test_links_within_a_folder_are_followed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "x")
    (folder / "data" / "figures.csv").rename(folder / "mine.csv")
    (folder / "data" / "figures.csv").symlink_to(folder / "mine.csv")
    assert open_dossier(folder).problems == ()
