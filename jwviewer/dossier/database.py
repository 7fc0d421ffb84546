"""A dossier as a database of DuckDB that has the tables; needs the extra ``big``.

The table ``datapackage`` has one column and one row, the text of ``datapackage.json``.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from jwviewer.dossier.container import DESCRIPTOR, TRUSTED, Hear, Parts
from jwviewer.dossier.problems import DossierRefused
from jwviewer.dossier.schema import TABLES
from jwviewer.dossier.text import visible
from jwviewer.language import tr

_ABOUT = "datapackage"
_MAGIC_AT, _MAGIC = 8, b"DUCK"
# A database from elsewhere has views; none of them may read other files or the network.
_SETTINGS = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": "2",
}


def is_database(path: Path) -> bool:
    """Tell whether a file is a database of DuckDB, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] == _MAGIC
    except OSError:
        return False


class DatabaseParts(Parts):
    """The tables of a database; it is never written to, and its size is not bounded by memory."""

    packed = False
    marked = True
    strangers = ()
    limits = TRUSTED
    hear: Hear | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: Mapping[str, Path] = {path.name: path}

    @cached_property
    def names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The descriptor, if there is one, and the tables that a dossier may have."""
        found = {name for (name,) in self._rows("SELECT table_name FROM duckdb_tables()")}
        found |= {name for (name,) in self._rows("SELECT view_name FROM duckdb_views()")}
        tables = tuple(name for name in TABLES if name in found)
        return (DESCRIPTOR, *tables) if _ABOUT in found else tables

    def shown(self, table: str) -> str:
        """Return what messages call a table."""
        return f"{visible(self.path.name)}/{table}"

    def read(self, name: str) -> bytes:
        """Return the descriptor."""
        rows = self._rows(f"SELECT * FROM {_ABOUT} LIMIT 1")
        if name != DESCRIPTOR or not rows or not isinstance(rows[0][0], str):
            raise self._refusal(tr("its table {table} holds no text", table=_ABOUT))
        return rows[0][0].encode()

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        return [row[0] for row in self._rows(f"DESCRIBE {_quoted(table)}")]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self._rows(f"SELECT count(*) FROM {_quoted(table)}")[0][0])

    def batches(self, table: str, rows: int) -> Iterator[Any]:
        """Give a table as Arrow record batches of at most so many rows, every cell a text."""
        if self.hear is not None:
            with self.path.open("rb") as file:
                self.hear(self.path.name, hashlib.file_digest(file, "sha256").hexdigest())
        cells = ", ".join(
            f"CAST({_quoted(name)} AS VARCHAR) AS {_quoted(name)}" for name in self.columns(table)
        )
        try:
            yield from self._engine.sql(f"SELECT {cells} FROM {_quoted(table)}").to_arrow_reader(
                rows
            )
        except self._duckdb.Error as e:
            raise self._refusal(_first_line(e)) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        engine = self.__dict__.pop("_engine", None)
        if engine is not None:
            engine.close()

    @cached_property
    def _duckdb(self) -> Any:
        try:
            importlib.import_module("pyarrow")
            return importlib.import_module("duckdb")
        except ImportError:
            raise DossierRefused(
                tr("{path} is a database, which can be read only where DuckDB is installed:"
                   " pip install 'jwviewer[big]'.", path=visible(str(self.path)))
            ) from None  # fmt: skip

    @cached_property
    def _engine(self) -> Any:
        try:
            return self._duckdb.connect(str(self.path), read_only=True, config=_SETTINGS)
        except self._duckdb.Error as e:
            raise self._refusal(_first_line(e)) from None

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        engine = self._engine
        try:
            found: list[tuple[Any, ...]] = engine.execute(query).fetchall()
        except self._duckdb.Error as e:
            raise self._refusal(_first_line(e)) from None
        return found

    def _refusal(self, reason: str) -> DossierRefused:
        path = visible(str(self.path))
        return DossierRefused(tr("{path} cannot be read: {reason}.", path=path, reason=reason))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    return visible(str(error).partition("\n")[0].rstrip("."), 200)
