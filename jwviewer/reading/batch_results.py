"""What a batch leaves: a dossier per article, one of all, or Parquet tables; and what waits."""

from __future__ import annotations

import importlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jwviewer.dossier.atomic import write_atomically
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import SUFFIX, open_dossier, save_dossier
from jwviewer.dossier.schema import SCHEMA
from jwviewer.language import tr
from jwviewer.reading.batch import Found
from jwviewer.reading.cluster import EngineMissing
from jwviewer.reading.review_rows import placement
from jwviewer.reading.tables import Row

Tables = Mapping[str, list[Row]]
WAITING = "proposals.json"


class OutputRefused(Exception):
    """Results cannot be written there; the message is one sentence."""


class Results:
    """Takes what each article gives, in any order, and writes it; ``accepted`` counts facts."""

    def __init__(self, output: Path, form: str, order: list[str]) -> None:
        self.output, self._form = output, form
        self._place = {name: number for number, name in enumerate(order)}
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._merging: dict[str, Found] = {}
        self._tables: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        self._files: set[str] = set()
        self.accepted = self.left = self.faulty = 0
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise OutputRefused(tr("{path} is there already", path=str(output)))
        if form == "parquet":
            parquet()  # to say at once that it is missing
        if not output.parent.is_dir():
            raise OutputRefused(tr("{path} is no folder", path=str(output.parent)))

    @property
    def is_merged(self) -> bool:
        """Whether all articles go into one dossier."""
        return self._form == "dossier" and self.output.suffix.lower() == SUFFIX

    @property
    def waiting_file(self) -> Path:
        """Where the facts that were not accepted are written."""
        if self.is_merged:
            return self.output.with_name(f"{self.output.stem}.{WAITING}")
        return self.output / WAITING

    def take(self, found: Found) -> None:
        """Take one article's tables; raises WriteFailed and OSError."""
        if self.is_merged:
            self._merging[found.name] = found
            return
        self.output.mkdir(exist_ok=True)
        self._count(found.name, found.accepted, found.waiting)
        if self._form == "parquet":
            for name, rows in found.tables.items():
                self._tables[name] += [{"article": found.name, **row} for row in rows]
        else:
            self._save(_dossier(found.tables, self._free(found.name)))

    def finish(self) -> None:
        """Write what needs all articles, and what waits; raises WriteFailed."""
        if self.is_merged:
            self._save(self._merged())
        if self._form == "parquet":
            self._write_parquet()
        listed = [
            {"article": name, "proposals": self._waiting[name]}
            for name in sorted(self._waiting, key=self._place.__getitem__)
        ]
        text = json.dumps(listed, ensure_ascii=False, indent=1)
        write_atomically(self.waiting_file, text.encode())

    def _count(self, name: str, accepted: int, waiting: list[dict[str, Any]]) -> None:
        self.accepted += accepted
        self.left += len(waiting)
        self._waiting[name] = waiting

    def _merged(self) -> Dossier:
        """Place the articles one after another, as if a person added them in this order.

        Companies are one by the policy of aliases only; what is known gets another passage.
        """
        tables: defaultdict[str, list[Row]] = defaultdict(list)
        dossier = _dossier(tables, self.output.stem)
        for name in sorted(self._merging, key=self._place.__getitem__):
            found = self._merging.pop(name)
            assert found.review is not None
            made = placement(found.review, dossier)
            for table, rows in made.tables.items():
                tables[table] += rows
            dossier = _dossier(tables, self.output.stem)
            self._count(name, len(made.fact_ids), found.waiting)
        return dossier

    def _save(self, dossier: Dossier) -> None:
        path = self.output if self.is_merged else self.output / f"{dossier.title}{SUFFIX}"
        save_dossier(dossier, path)
        # The reader judges: it leaves out rows with a fault, and what cannot be without them.
        opened = open_dossier(path)
        faults = sum(problem.severity == "error" for problem in opened.problems)
        if faults:
            self.faulty += faults
            save_dossier(replace(opened, problems=()), path)

    def _free(self, name: str) -> str:
        stem = Path(name).stem or "article"
        number, made = 1, stem
        while made.casefold() in self._files:
            number += 1
            made = f"{stem}-{number}"
        self._files.add(made.casefold())
        return made

    def _write_parquet(self) -> None:
        arrow = parquet()
        for table in SCHEMA:
            columns = ["article", *table.by_name]
            rows = sorted(self._tables[table.name], key=lambda row: self._place[row["article"]])
            held = {name: [row.get(name, "") for row in rows] for name in columns}
            schema = arrow.schema([(name, arrow.string()) for name in columns])
            arrow.parquet.write_table(
                arrow.table(held, schema=schema), self.output / f"{table.name}.parquet"
            )


def parquet() -> Any:
    """Return the library that writes Parquet; raises EngineMissing."""
    try:
        importlib.import_module("pyarrow.parquet")
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise EngineMissing(
            tr("--format parquet needs pyarrow: pip install 'jwviewer[parquet]'")
        ) from error


def _dossier(tables: Tables, title: str) -> Dossier:
    return Dossier.from_rows(tables, id=title, title=title)
