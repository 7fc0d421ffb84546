"""Thousands of spoilt dossiers: no crash, no hang, and every refusal says where."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from jwviewer.dossier import container
from jwviewer.dossier.container import Limits, zip_bytes
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import DossierRefused, open_dossier
from jwviewer.dossier.schema import TABLES
from tests.dossier.example import csv_bytes, parts, rows, write_folder

PER_KIND = 400
USED = 8
"""One mutant in so many is not only opened but used."""
GOOD = parts()
CELLS = (
    "", " ", "x", "nan", "1e5", "-1", "0", "99999999999999999999999999999999", "١٢", "²", "1_000",
    "2018-02-29", "2019/2018", "9999", "../..", "XXXX-02-30", "P7Y", "orion", "deal", "all", "part",
    "orion;lyra", ";", "range", "undated", "stated", "quote", "company", "#REF!", "=1+1",
    "\0", "\x1b[31m", "\u202e", "\ufeff", "\r", '"', '""', ",", "\n", "a\nb", "😀" * 50,
    "(" * 500, "%", "CNY", "?", "e" * 64, "0" * 64, "true", "None", "９", "--", "x" * 5_000,
)  # fmt: skip
JSON_VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, "", "x", "../x", "data/figures.csv", [], {}, [[]],
    "\0", {"a": 1}, [1, 2], "é" * 500, {"name": "figures"}, ["data/figures.csv"],
)  # fmt: skip


def mutated_cells(chance: random.Random) -> dict[str, bytes]:
    tables = rows()
    touched = set()
    for _ in range(chance.randint(1, 4)):
        table = chance.choice([name for name in tables if tables[name]])
        touched.add(table)
        row = chance.choice(tables[table])
        action = chance.random()
        if action < 0.75:
            row[chance.choice(list(TABLES[table].by_name))] = chance.choice(CELLS)
        elif action < 0.85:
            tables[table].append(dict(row))
        elif action < 0.95:
            tables[table].remove(row)
        else:
            row[chance.choice(CELLS)] = chance.choice(CELLS)
    return {f"data/{name}.csv": csv_bytes(name, tables[name]) for name in touched}


def mutated_bytes(chance: random.Random) -> dict[str, bytes]:
    name = chance.choice(list(GOOD))
    return {name: bytes(spoilt(bytearray(GOOD[name]), chance))}


def mutated_lines(chance: random.Random) -> dict[str, bytes]:
    name = chance.choice([name for name in GOOD if name.endswith(".csv")])
    lines = GOOD[name].split(b"\n")
    place = chance.randrange(len(lines))
    lines[place : place + 1] = chance.choice(
        (
            [], [lines[place]] * 2, [b""], [b'"' + lines[place]], [lines[place] + b'"'],
            [lines[place].replace(b",", b";")], [lines[place] + b",,,"], [lines[place][:20]],
            [lines[place], b"\xff\xfe"], [b"\xef\xbb\xbf" + lines[place]], [b"," * 300],
            [lines[place] + b"\r"], [lines[place].decode().encode("utf-16")], [b'"""'],
        )
    )  # fmt: skip
    return {name: b"\n".join(lines)}


def mutated_json(chance: random.Random) -> dict[str, bytes]:
    document = json.loads(GOOD["datapackage.json"])
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(spots(document)))
        value = chance.choice(JSON_VALUES)
        if isinstance(holder, dict) and chance.random() < 0.2:
            holder[str(value)[:20]] = value
        elif chance.random() < 0.2:
            del holder[key]
        else:
            holder[key] = value
    return {"datapackage.json": json.dumps(document).encode()}


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every member and element below ``value`` as its holder and key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from spots(inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield value, place
            yield from spots(inner)


def spoilt(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        action = chance.randrange(5)
        if action == 0:
            data[place : place + 1] = bytes([chance.randrange(256)])
        elif action == 1:
            data[place:place] = chance.choice((b'"', b",", b"\n", b"\0", b"\r", b"\xc3", b"\x80"))
        elif action == 2:
            del data[place : place + chance.randint(1, 30)]
        elif action == 3:
            data[place:place] = data[chance.randrange(len(data) + 1) :][:40]
        else:
            data[place : place + 2] = chance.choice((b"\xff\xff", b"\0\0", b"PK", b"\xe2\x80"))
    return data


def check(path: Path, *, used: bool) -> None:
    """Open a spoilt dossier; whatever is wrong with it must have a place and a reason."""
    try:
        dossier = open_dossier(path)
    except DossierRefused as refused:
        sentence = str(refused)
        dossier = None
    if dossier is None:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    for problem in dossier.problems:
        assert problem.file
        assert problem.reason
        if problem.line is not None:
            assert problem.line >= 1
            # What concerns a file as a whole (its encoding, its first line) has no column.
            assert problem.column or problem.line == 1 or "UTF-8" in problem.reason
        assert "\n" not in str(problem)
        assert len(problem.value) <= 400
    if used:
        use(dossier)


def use(dossier: Dossier) -> None:
    """Do what the window does first: nothing that was let through may fail later."""
    for fact in dossier.facts:
        assert fact.label or fact.kind
        _ = fact.quantity, fact.when
        dossier.evidence_of(fact.id)
        dossier.links(fact.id)
    assert len(set(dossier.fact_ids)) == len(dossier.fact_ids)
    _ = dossier.companies, dossier.first_days, dossier.omissions, dossier.derived


@pytest.mark.parametrize(
    "mutate", [mutated_cells, mutated_bytes, mutated_lines, mutated_json], ids=lambda f: f.__name__
)
def test_spoilt_folders_are_survived(
    tmp_path: Path, mutate: Callable[[random.Random], dict[str, bytes]]
) -> None:
    survive_folders(tmp_path, mutate, range(PER_KIND))


def survive_folders(
    folder: Path, mutate: Callable[[random.Random], dict[str, bytes]], seeds: range
) -> None:
    write_folder(folder, GOOD)
    for number in seeds:
        changed = mutate(random.Random(number))
        try:
            check(write_folder(folder, changed), used=number % USED == 0)
        except Exception as e:
            e.add_note(f"{mutate.__name__}(random.Random({number}))")
            raise
        write_folder(folder, {name: GOOD[name] for name in changed if GOOD[name] != changed[name]})


def test_spoilt_files_are_survived(tmp_path: Path) -> None:
    survive_files(tmp_path, range(PER_KIND))


def survive_files(folder: Path, seeds: range) -> None:
    path = folder / "x.dossier"
    small = Limits(entry=1 << 20, total=4 << 20, rows=1_000)
    good = zip_bytes(GOOD)
    with patch.object(container, "FROM_ELSEWHERE", small):
        for number in seeds:
            chance = random.Random(number)
            data = bytearray(good)
            if chance.random() < 0.5:  # the list of entries, where the lies are
                place = good.index(b"PK\x01\x02")
                data = data[:place] + spoilt(data[place:], chance)
            else:
                data = spoilt(data, chance)
            path.write_bytes(data)
            try:
                check(path, used=number % USED == 0)
            except Exception as e:
                e.add_note(f"survive_files, random.Random({number})")
                raise
            assert sorted(p.name for p in folder.iterdir()) == ["x.dossier"]


@pytest.mark.long
@pytest.mark.parametrize(
    "mutate", [mutated_cells, mutated_bytes, mutated_lines, mutated_json], ids=lambda f: f.__name__
)
def test_thousands_of_spoilt_folders_are_survived(
    tmp_path: Path, mutate: Callable[[random.Random], dict[str, bytes]]
) -> None:
    survive_folders(tmp_path, mutate, range(PER_KIND, PER_KIND + 5_000))


@pytest.mark.long
def test_thousands_of_spoilt_files_are_survived(tmp_path: Path) -> None:
    survive_files(tmp_path, range(PER_KIND, PER_KIND + 5_000))


def test_a_mutated_file_still_counts_as_a_zip_sometimes(tmp_path: Path) -> None:
    """The mutants must reach behind the first check, or they test nothing."""
    reached = 0
    for number in range(60):
        data = bytearray(zip_bytes(GOOD))
        place = data.index(b"PK\x01\x02")
        (tmp_path / "x").write_bytes(data[:place] + spoilt(data[place:], random.Random(number)))
        reached += zipfile.is_zipfile(tmp_path / "x")
    assert reached > 10
