"""Write a dossier of any size: an invented industry, realistic and skewed.

``python -m tests.benchmarks.make_dossier FOLDER --facts 1000000 --seed 1`` makes data/*.csv and
datapackage.json. Few companies have most facts, few metrics most figures; events crowd around
fairs; bounds, dates of all precisions, voices and links come in the shares that sources have.
The same size and seed give the same bytes with the same version of numpy.

``--format parquet`` and ``--format duckdb`` write many small pieces one after another, so that ten
million facts need the memory of one piece: tables divided into Parquet files, or a database.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from jwviewer.dossier.descriptor import About, write_descriptor
from jwviewer.dossier.schema import FACT_TABLES, TABLES, VERDICTS
from tests.benchmarks.industry.cells import Array, Columns, csv_bytes, empty, ids, taken
from tests.benchmarks.industry.entities import Cast, make_entities, make_relations, make_roles
from tests.benchmarks.industry.events import (
    make_claims,
    make_events,
    make_participants,
    make_topics,
)  # fmt: skip
from tests.benchmarks.industry.figures import make_figures
from tests.benchmarks.industry.metrics import Metrics, make_metrics
from tests.benchmarks.industry.sources import make_evidence, make_sources

LEAST = 1000
MOST_COMPANIES = 400
FACTS_A_COMPANY = 25
MOST_METRICS = 320
MOST_SOURCES = 900
PIECE = 250_000
"""How many facts are made at a time where the whole would be too large."""
ABOUT = "Invented industry (fictional): {facts:,} facts"
_OWN = set(FACT_TABLES) - {"entities"}
# The rest are figures and, at least, the companies.
_SHARES = {
    "events": 0.17, "claims": 0.05, "topics": 0.03, "roles": 0.02, "relations": 0.02,
    "conversions": 0.012,
}  # fmt: skip


def make_dossier(folder: Path, facts: int, seed: int) -> None:
    """Write a dossier with that many facts into a folder that is made for it."""
    tables = make_tables(facts, seed)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    files = {f"data/{name}.csv": csv_bytes(tables[name]) for name in TABLES}
    about = About(
        "invented-industry",
        ABOUT.format(facts=facts),
        str(seed),
        "Made by a seeded generator.",
        True,
    )
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "datapackage.json").write_bytes(write_descriptor(about, files, {}))


def make_tables(facts: int, seed: int) -> dict[str, Columns]:
    """Return every table of a dossier with that many facts, at least LEAST."""
    if facts < LEAST:
        raise ValueError(f"an industry has at least {LEAST:,} facts")
    rng = np.random.default_rng(seed)
    firms, many = _cast_of(facts)
    cast, entities = make_entities(rng, firms, many)
    metrics, metric_table = make_metrics(min(MOST_METRICS, max(40, facts // 300)))
    tables, days = _told(rng, cast, metrics, facts, facts - many)
    tables |= {"entities": entities, "metrics": metric_table}
    sources, source_days, chars = make_sources(rng, min(MOST_SOURCES, 12 + facts // 1100))
    told = {name: _with_days(tables[name], name, days) for name in FACT_TABLES}
    tables["sources"] = sources
    tables["evidence"] = make_evidence(rng, told, source_days, chars)
    return tables | _remarks(rng, tables) | {"rates": _rates()}


def make_pieces(facts: int, seed: int) -> Iterator[dict[str, Columns]]:
    """Give the tables of a dossier piece by piece; the first has what all others speak of."""
    rng = np.random.default_rng(seed)
    firms, many = _cast_of(facts)
    cast, entities = make_entities(rng, firms, many)
    metrics, metric_table = make_metrics(MOST_METRICS)
    sources, source_days, chars = make_sources(rng, MOST_SOURCES)
    told = {"entities": _with_days(entities, "entities", {})}
    evidence = make_evidence(rng, told, source_days, chars)
    yield {
        "entities": entities, "metrics": metric_table, "sources": sources, "rates": _rates(),
        "evidence": _marked(evidence, "evidence", 0),
    }  # fmt: skip
    count = -(-(facts - many) // PIECE)
    for number in range(1, count + 1):
        rng = np.random.default_rng((seed, number))
        size = (facts - many) * number // count - (facts - many) * (number - 1) // count
        tables, days = _told(rng, cast, metrics, size, size)
        told = {n: _with_days(tables[n], n, days) for n in FACT_TABLES if n in tables}
        tables["evidence"] = make_evidence(rng, told, source_days, chars)
        tables |= _remarks(rng, tables | {"sources": sources})
        yield {name: _marked(columns, name, number) for name, columns in tables.items()}


def _cast_of(facts: int) -> tuple[int, int]:
    """Return how many companies and how many entities a dossier has."""
    firms = min(facts // FACTS_A_COMPANY, MOST_COMPANIES)
    return firms, max(firms * 5 // 4 + 30, facts // 50)


def _told(
    rng: np.random.Generator, cast: Cast, metrics: Metrics, facts: int, count: int
) -> tuple[dict[str, Columns], dict[str, Array]]:
    """Return ``count`` facts about a cast, of kinds as ``facts`` have them, and their days."""
    sizes = {name: int(share * facts) for name, share in _SHARES.items()}
    events, event_days, event_firms = make_events(rng, cast, sizes["events"])
    claims, claim_days = make_claims(rng, cast, events, sizes["claims"])
    roles, role_days = make_roles(rng, cast, sizes["roles"])
    rest = count - sum(sizes.values())
    figures, conversions, figure_days = make_figures(rng, cast, metrics, rest, sizes["conversions"])
    days = {"roles": role_days, "events": event_days, "figures": figure_days, "claims": claim_days}
    return {
        "roles": roles,
        "relations": make_relations(rng, cast, sizes["relations"]),
        "events": events,
        "topics": make_topics(rng, cast, events, sizes["topics"]),
        "figures": figures,
        "conversions": conversions,
        "claims": claims,
        "participants": make_participants(rng, cast, events["event_id"], event_firms),
    }, days


def _marked(columns: Columns, table: str, piece: int) -> Columns:
    """Return rows whose own ids, and those of others of the piece, tell the piece."""
    mark, marked = f"{piece:03}", {}
    for name, cells in columns.items():
        column = TABLES[table].by_name[name]
        own = column.type == "id" or any(other in _OWN for other in column.tables)
        # Entities are of the first piece, and so are the spans that support them.
        if own and column.tables != ("entities",) and (piece or column.type == "id"):
            marked[name] = [cell and cell[:1] + mark + cell[1:] for cell in cells]
        else:
            marked[name] = cells
    return marked


def _with_days(columns: Columns, name: str, days: dict[str, Array]) -> tuple[list[str], Array]:
    fact_ids = columns[TABLES[name].key[0]]
    return fact_ids, days.get(name, np.full(len(fact_ids), -1))


def _remarks(rng: np.random.Generator, tables: dict[str, Columns]) -> dict[str, Columns]:
    """Return what is not a fact: judgements of a few, and what is not told."""
    fact_ids = tables["figures"]["figure_id"] + tables["events"]["event_id"]
    judged = rng.choice(len(fact_ids), len(fact_ids) // 200, replace=False)
    lacking = rng.choice(len(fact_ids), len(fact_ids) // 1000, replace=False)
    sources = tables["sources"]["source_id"]
    return {
        "judgements": {
            "fact_id": taken(fact_ids, judged),
            "verdict": taken(VERDICTS, rng.integers(0, len(VERDICTS), len(judged))),
            "note": empty(len(judged)),
        },
        "omissions": {
            "omission_id": ids("om", len(lacking)),
            "label": ["What this was measured against"] * len(lacking),
            "source_id": taken(sources, rng.integers(0, len(sources), len(lacking))),
            "fact_id": taken(fact_ids, lacking),
            "attribute": ["value"] * len(lacking),
        },
    }


def _rates() -> Columns:
    years = [str(year) for year in range(2005, 2026)]
    return {
        "rate_id": [f"rate-{year}" for year in years],
        "from_currency": ["USD"] * len(years),
        "to_currency": ["CNY"] * len(years),
        "value": [f"6.{n + 10}" for n in range(len(years))],
        "bound": ["about"] * len(years),
        "period": years,
        "source": ["Invented table of rates"] * len(years),
        "note": empty(len(years)),
    }


def main() -> int:
    """Write the dossier that the command line asks for."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.make_dossier", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet", "duckdb"), default="csv")
    given = parser.parse_args()
    if given.format == "csv":
        make_dossier(given.folder, given.facts, given.seed)
    else:
        from tests.benchmarks.industry.large_forms import write_pieces

        write_pieces(
            given.folder,
            given.format,
            make_pieces(given.facts, given.seed),
            ABOUT.format(facts=given.facts),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
