"""Which files the rows of each table lie in: one CSV file, one of Parquet, or many of Parquet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeGuard

from msgspec import Struct

from jwviewer.dossier.container import DESCRIPTOR, PARQUET, PART, FolderParts, Parts
from jwviewer.dossier.database import DatabaseParts, is_database
from jwviewer.dossier.problems import DossierRefused, ProblemList
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.text import visible
from jwviewer.language import tr

Form = Literal["csv", "parquet", "parts", "database"]

_PATH = re.compile(rf"{PART.pattern}|data/[a-z][a-z_]{{0,63}}(?:/[^/\\\\]{{1,200}})?\.parquet")

_TABLE = re.compile(rf"(?:data/)?([a-z_]+)(?:\.csv|(?:/[^/]+)?\{PARQUET})?")


class TableFile(Struct, frozen=True):
    """The files of one table in order; ``shown`` is what messages call them."""

    form: Form
    shown: str
    names: tuple[str, ...] = ()


def is_path(path: Any) -> TypeGuard[str | list[str]]:
    """Tell whether a descriptor may give this as the path of a resource."""
    if isinstance(path, list):
        return bool(path) and all(isinstance(one, str) and is_path(one) for one in path)
    return isinstance(path, str) and bool(_PATH.fullmatch(path)) and ".." not in path


def is_path_of(name: str, path: str | Sequence[str]) -> bool:
    """Tell whether a path may be that of a table."""
    if isinstance(path, str) and path in (f"data/{name}.csv", f"data/{name}{PARQUET}"):
        return True
    listed = (path,) if isinstance(path, str) else path
    return all(one.startswith(f"data/{name}/") for one in listed)


def table_file(name: str, parts: Parts, resource: Mapping[str, Any]) -> TableFile:
    """Return where a table lies, or where it would lie if there were one.

    A dossier's descriptor decides between several forms of a table.
    """
    if isinstance(parts, DatabaseParts):
        return TableFile("database", parts.shown(name), (name,))
    csv, whole, folder = f"data/{name}.csv", f"data/{name}{PARQUET}", f"data/{name}/"
    divided = tuple(one for one in parts.names if one.startswith(folder))
    path = resource.get("path")
    listed = tuple(path) if isinstance(path, list) else ()
    parted = TableFile("parts", f"{folder}*{PARQUET}", listed or divided)
    forms = {
        "csv": TableFile("csv", csv, (csv,)),
        "parquet": TableFile("parquet", whole, (whole,)),
        "parts": parted,
    }
    there = {"csv": csv in parts.names, "parquet": whole in parts.names, "parts": bool(divided)}
    wanted = "csv" if path == csv else "parquet" if path == whole else "parts"
    if isinstance(path, str | list) and (there[wanted] or not any(there.values())):
        return forms[wanted]
    return forms[next((form for form in forms if there[form]), "csv")]


def table_of(name: str) -> str:
    """Return the table that a file of a dossier may hold rows of, "" if it is none's."""
    found = _TABLE.fullmatch(name)
    return found[1] if found and found[1] in TABLES else ""


def left_over(parts: Parts, files: Mapping[str, TableFile], problems: ProblemList) -> None:
    """Warn of files of tables that are read from other files."""
    used = {name for file in files.values() for name in file.names}
    for one in parts.names:
        table = table_of(one)
        if table and one not in used:
            reason = tr("is not read: the table is read from {file}", file=files[table].shown)
            remedy = tr("remove one of them, or name the right one in {descriptor}",
                        descriptor=DESCRIPTOR)  # fmt: skip
            problems.add(one, None, "", "", reason, remedy, "warning")


def parquet_files(folder: Path) -> dict[str, Path]:
    """Return the Parquet files of the tables that lie in one each; none in what is no folder."""
    return {
        name: folder / file.shown
        for name, file in _files_in(folder).items()
        if file.form == "parquet" and (folder / file.shown).exists()
    }


def only_read(path: Path) -> str:
    """Return why nothing is written over a dossier, in a sentence; empty where it can be."""
    if path.is_file() and is_database(path):
        return tr("{path} is a database, which is only read; save the dossier elsewhere.",
                  path=visible(str(path)))  # fmt: skip
    for name, file in _files_in(path).items():
        if file.form == "parts" and file.names:
            return tr("{path} has the table {table} in several Parquet files, which are only"
                          " read; save the dossier elsewhere.",
                          path=visible(str(path)), table=name)  # fmt: skip
    return ""


def _files_in(folder: Path) -> dict[str, TableFile]:
    if not folder.is_dir():
        return {}
    # What a descriptor says is heeded only where there is a choice between forms.
    with FolderParts(folder) as parts:
        try:
            listed = json.loads(parts.read(DESCRIPTOR))["resources"] if parts.names else []
            resources = {one["name"]: one for one in listed}
        except (DossierRefused, ValueError, LookupError, TypeError):
            resources = {}
        return {name: table_file(name, parts, resources.get(name, {})) for name in TABLES}
