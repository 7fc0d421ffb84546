"""Tables and problems of a dossier as arrays and a remark beside them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from jwviewer.dossier.columns import Coded, Column, Digests, Ids, Text, Whole
from jwviewer.dossier.problems import Problem
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.table import TableColumns

Array = np.ndarray[Any, np.dtype[Any]]


class Stored(msgspec.Struct, frozen=True):
    """The columns of each table in order, each with its form, and the problems of the files."""

    tables: dict[str, dict[str, str]]
    problems: list[Problem]


def packed(
    tables: Mapping[str, TableColumns], problems: tuple[Problem, ...]
) -> tuple[bytes, dict[str, Array]]:
    """Return what ``unpacked`` makes the tables and the problems of again."""
    arrays: dict[str, Array] = {}
    forms: dict[str, dict[str, str]] = {}
    for table, columns in tables.items():
        forms[table] = {}
        for column, cells in columns.columns.items():
            forms[table][column] = type(cells).__name__
            for part, array in _parts(cells).items():
                arrays[f"{table}/{column}/{part}"] = array
    return msgspec.msgpack.encode(Stored(forms, list(problems))), arrays


def unpacked(
    remark: bytes, arrays: Mapping[str, Array]
) -> tuple[dict[str, TableColumns], tuple[Problem, ...]]:
    """Return tables and problems; raises ValueError or KeyError when they are no such ones."""
    stored = msgspec.msgpack.decode(remark, type=Stored)
    tables = {}
    for table, forms in stored.tables.items():
        columns = {c: _column(form, f"{table}/{c}/", arrays) for c, form in forms.items()}
        if len({len(column) for column in columns.values()}) != 1:
            raise ValueError(table)
        tables[table] = TableColumns(table, columns)
    if tables.keys() != TABLES.keys() or not all(
        TABLES[name].by_name.keys() <= table.columns.keys() for name, table in tables.items()
    ):
        raise ValueError("other tables")
    return tables, tuple(stored.problems)


def _parts(cells: Column) -> dict[str, Array]:
    if isinstance(cells, Coded):
        distinct = cells.distinct
        text = distinct if isinstance(distinct, Text) else Text.of(distinct)
        return {"codes": cells.codes, "run": text.run, "ends": text.ends}
    if isinstance(cells, Text):
        return {"run": cells.run, "ends": cells.ends}
    if isinstance(cells, Ids):
        return {"cells": cells.cells}
    if isinstance(cells, Whole):
        return {"numbers": cells.numbers}
    assert isinstance(cells, Digests)
    return {"raw": cells.raw}


def _column(form: str, name: str, arrays: Mapping[str, Array]) -> Column:
    if form == "Coded":
        distinct = Text(arrays[name + "run"], arrays[name + "ends"])
        return Coded(arrays[name + "codes"], distinct)
    if form == "Text":
        return Text(arrays[name + "run"], arrays[name + "ends"])
    if form == "Ids":
        return Ids(arrays[name + "cells"])
    if form == "Whole":
        return Whole(arrays[name + "numbers"])
    if form == "Digests":
        return Digests(arrays[name + "raw"])
    raise ValueError(form)
