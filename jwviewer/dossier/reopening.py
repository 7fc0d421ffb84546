"""Opening a dossier again from what the cache keeps of its files; pandas is not needed for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jwviewer.dossier.cache import Cache
from jwviewer.dossier.container import DESCRIPTOR, Parts, open_parts
from jwviewer.dossier.descriptor import About, read_descriptor
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.kept import Kept, Store
from jwviewer.dossier.problems import Problem, ProblemList
from jwviewer.dossier.spill import Spill
from jwviewer.dossier.table import TableColumns
from jwviewer.dossier.table_files import table_of


def reopened(path: Path, cache: Cache, *, trusted: bool) -> Dossier | None:
    """Return the dossier in some files from the cache, None when it has to be read."""
    with open_parts(path, trusted=trusted) as parts:
        shelf = cache.shelf(parts)
        if shelf is None or (found := shelf.tables()) is None:
            return None
        about = About()
        if DESCRIPTOR in parts.names:
            about = read_descriptor(parts.read(DESCRIPTOR), ProblemList())
        # What is made only now need not stay in memory either.
        return assembled(parts, about, *found, Kept(shelf, Spill(shelf.place)))


def assembled(
    parts: Parts, about: About, tables: Mapping[str, TableColumns],
    problems: tuple[Problem, ...], kept: Kept,
) -> Dossier:  # fmt: skip
    """Return the dossier of some files; ``kept`` takes what is computed of it."""
    others = (name for name in parts.names if name != DESCRIPTOR and not table_of(name))
    extra = {name: parts.read(name) for name in others}
    return Dossier(
        store=Store(tables, kept),
        id=about.name,
        title=about.title or parts.path.resolve().name.removesuffix(parts.path.suffix),
        version=about.version,
        description=about.description,
        fictional=about.fictional,
        origin=parts.path,
        problems=problems,
        extra={"descriptor": about.raw, "files": extra},
    )
