"""From record batches of Arrow, as Parquet files and databases give them, to columns as arrays."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.cell_runs import Bytes, Ints
from jwviewer.dossier.collected_cells import Collector
from jwviewer.dossier.columns import Column
from jwviewer.dossier.container import FolderParts
from jwviewer.dossier.csv_blocks import PADDING
from jwviewer.dossier.csv_table import RawTable, Watch, check_header
from jwviewer.dossier.database import DatabaseParts
from jwviewer.dossier.distinct_cells import SameKey
from jwviewer.dossier.problems import DossierRefused, ProblemList
from jwviewer.dossier.schema import CellType, Table
from jwviewer.dossier.spill import Spill
from jwviewer.dossier.table_files import TableFile
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.table import TableColumns

ROWS = 1 << 16
"""How many rows are held at a time as another library has them."""
_TEXTS = ("is_string", "is_large_string", "is_binary", "is_large_binary")
_TOLD = ("is_integer", "is_decimal", "is_date", "is_boolean", "is_floating", "is_null")
"""What can be written as a text in one way; what a list or a moment would be, nobody knows."""

Batches = Iterator[tuple[Any, float]]
"""The rows of a table; with each batch comes how much of them has then been read, from 0 to 1."""


class _Unlike(Exception):
    """A cell has something that arrays cannot tell from something else."""


def read_batches(
    parts: FolderParts | DatabaseParts, file: TableFile, table: Table, problems: ProblemList,
    watch: Watch, spill: Spill,
) -> RawTable:  # fmt: skip
    """Return the rows of a table; they are numbered from 1 in place of lines."""
    raw = RawTable(file.shown, separator="")
    if isinstance(parts, DatabaseParts):
        header, batches = parts.columns(table.name), _of_database(parts, table.name)
    else:
        found = _of_files(parts, file, problems)
        if found is None:
            return raw
        header, batches = found
    if not _check_names(header, table, file.shown, problems):
        return raw
    kinds = {name: column.type for name, column in table.by_name.items()}
    try:
        raw.arrays = _arrays(header, kinds, batches(), watch, spill)
        raw.lines = range(1, len(raw.arrays[header[0]]) + 1)
    except (_Unlike, SameKey):
        raw.columns = _listed(header, batches(), watch)
        raw.lines = range(1, len(raw.columns[header[0]]) + 1)
    raw.readable = True
    return raw


def arrow(part: str = "") -> Any:
    """Return the library of Arrow, or a part of it; raises ImportError."""
    return importlib.import_module(f"pyarrow.{part}" if part else "pyarrow")


def parquet_bytes(rows: TableColumns, names: Sequence[str], old: Path) -> bytes:
    """Return a table as a Parquet file whose columns have the types of another one's.

    A column of which a cell does not fit its type, and a new one, is one of texts.
    """
    library, parquet = arrow(), arrow("parquet")
    types = {column.name: column.type for column in parquet.read_schema(old)}
    made = {}
    for name in names:
        cells = library.array([cell or None for cell in rows[name].texts()], library.string())
        try:
            made[name] = cells.cast(types.get(name, library.string()))
        except (library.ArrowInvalid, library.ArrowNotImplementedError):
            made[name] = cells
    out = io.BytesIO()
    parquet.write_table(library.table(made), out, compression="zstd")
    return out.getvalue()


def _of_database(parts: DatabaseParts, table: str) -> Callable[[], Batches]:
    return lambda: _counted(parts.batches(table, ROWS), parts.count(table))


def _counted(batches: Iterator[Any], rows: int) -> Batches:
    done = 0
    for batch in batches:
        done += batch.num_rows
        yield batch, done / max(rows, 1)


def _of_files(
    parts: FolderParts, file: TableFile, problems: ProblemList
) -> tuple[list[str], Callable[[], Batches]] | None:
    """Return the columns of Parquet files and their rows, None when they cannot be read."""
    try:
        parquet = arrow("parquet")
    except ImportError:
        raise DossierRefused(
            tr("{file} can be read only where pyarrow is installed: pip install"
               " 'jwviewer[parquet]'.", file=file.shown)
        ) from None  # fmt: skip
    schemas, sizes = [], []
    for name in file.names:
        parts.tell(name)
        try:
            with parts.stream(name) as stream, parquet.ParquetFile(stream) as opened:
                schemas.append(opened.schema_arrow)
                sizes.append(opened.metadata.num_rows)
        except (arrow().ArrowInvalid, OSError) as e:
            reason = tr("is no whole Parquet file ({reason})", reason=_first_line(e))
            problems.add(name, None, "", "", reason, tr("write it anew"))
            return None
    header = schemas[0].names
    for name, schema in zip(file.names, schemas, strict=True):
        if sorted(schema.names) != sorted(header):
            reason = tr("has other columns than {file}", file=file.names[0])
            remedy = tr("give all files of a table the same columns")
            problems.add(name, None, "", "", reason, remedy)
            return None
        if not _check_types(schema, name, problems):
            return None
    if file.form == "parts":
        problems.divide(file.shown, file.names, sizes)

    def batches() -> Iterator[Any]:
        for name in file.names:
            with parts.stream(name) as stream, parquet.ParquetFile(stream) as opened:
                for batch in opened.iter_batches(ROWS, columns=header, use_threads=False):
                    yield batch.select(header)

    return header, lambda: _counted(batches(), sum(sizes))


def _arrays(
    header: list[str], kinds: dict[str, CellType], batches: Batches, watch: Watch,
    spill: Spill,
) -> dict[str, Column]:  # fmt: skip
    scratch = spill.another()
    collectors = [Collector(kinds.get(name, "text"), scratch.column) for name in header]
    for batch, share in batches:
        watch(share)
        for collector, cells in zip(collectors, batch.columns, strict=True):
            collector.add(*_places(cells))
        scratch.rest()
    arrow().default_memory_pool().release_unused()
    found = {}
    for name in reversed(header):
        found[name] = spill.column(collectors.pop().column())
        scratch.rest()
        spill.rest()
    return {name: found[name] for name in header}


def _check_names(header: list[str], table: Table, file: str, problems: ProblemList) -> bool:
    if not set(header) & table.by_name.keys():
        names = ", ".join(list(table.by_name)[:3])
        problems.add(file, None, "", ", ".join(header), tr("has none of the table's columns"),
                     tr("name them {names}, …", names=names))  # fmt: skip
        return False
    if "" in header:
        problems.add(file, None, str(header.index("") + 1), "", tr("the column has no name"),
                     tr("name it or remove it"))  # fmt: skip
        return False
    return check_header(header, table, file, problems, line=None)


def _check_types(schema: Any, file: str, problems: ProblemList) -> bool:
    """Tell whether every column is of a type that can be written as a text in one way."""
    types, right = arrow("types"), True
    for column in schema:
        kind = column.type.value_type if types.is_dictionary(column.type) else column.type
        if not any(getattr(types, test)(kind) for test in (*_TEXTS, *_TOLD)):
            problems.add(file, None, column.name, "", tr("is a column of {kind}", kind=str(kind)),
                         tr("write it as a column of texts"))  # fmt: skip
            right = False
    return right


def _plain(cells: Any) -> Any:
    """Return cells of any type as texts, nothing as the empty one."""
    types = arrow("types")
    if types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    if not any(getattr(types, test)(cells.type) for test in _TEXTS):
        cells = cells.cast(arrow().string())
    if cells.null_count:
        binary = types.is_binary(cells.type) or types.is_large_binary(cells.type)
        cells = cells.fill_null(b"" if binary else "")
    return cells


def _places(cells: Any) -> tuple[Bytes, Ints, Ints]:
    """Return the cells of a batch as places in a run of UTF-8 that goes on behind them."""
    cells = _plain(cells)
    types, (_, ends, data) = arrow("types"), cells.buffers()
    wide = types.is_large_string(cells.type) or types.is_large_binary(cells.type)
    marks = np.frombuffer(ends, np.int64 if wide else np.int32)
    marks = marks[cells.offset : cells.offset + len(cells) + 1].astype(np.int64)
    first, last = int(marks[0]), int(marks[-1])
    run = np.zeros(last - first + PADDING, np.uint8)
    if last > first:
        used = np.frombuffer(data, np.uint8)[first:last]
        if not used.all() or (used.max() > 0x7F and not _is_utf8(used)):
            raise _Unlike
        run[: last - first] = used
    return run, marks[:-1] - first, np.diff(marks)


def _is_utf8(run: Bytes) -> bool:
    try:
        run.tobytes().decode()
    except UnicodeDecodeError:
        return False
    return True


def _listed(header: list[str], batches: Batches, watch: Watch) -> dict[str, list[str]]:
    """Return the cells as texts; bytes that are no UTF-8 become lone surrogates."""
    columns: dict[str, list[str]] = {name: [] for name in header}
    for batch, share in batches:
        watch(share)
        for column, cells in zip(columns.values(), batch.columns, strict=True):
            found = _plain(cells).cast(arrow().binary()).to_pylist()
            column += [cell.decode("utf-8", "surrogateescape") for cell in found]
    return columns


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")[:120]
