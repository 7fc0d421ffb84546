"""Makes seeds/tutorial from packaging/tutorial: the same bytes at every run.

The rows in facts.toml and the marked articles are written by hand; series and the harbour
log are made up by seeded generators. Run it after a change there or in the dossier format.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tutorial.log import make_log  # noqa: E402
from tutorial.marks import Article, Span, read_marks  # noqa: E402
from tutorial.series import series_paragraph, series_rows  # noqa: E402

from jwviewer.dossier.dossier import Dossier  # noqa: E402
from jwviewer.dossier.files import save_dossier  # noqa: E402
from jwviewer.dossier.schema import FACT_TABLES, TABLES  # noqa: E402
from jwviewer.dossier.text import (  # noqa: E402
    NORM,
    normalise,
    paragraph_starts,
    span_sha256,
    text_sha256,
)

DESCRIPTION = ROOT / "packaging" / "tutorial"
TARGET = ROOT / "seeds" / "tutorial"
DATE_BASES = {
    "roles": "period", "relations": "period", "events": "date", "figures": "period",
    "claims": "period",
}  # fmt: skip
"""The column of each table whose basis is stated unless the row says otherwise."""

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def build() -> tuple[Dossier, dict[str, str]]:
    """Return the tutorial dossier and its articles by source id."""
    described = tomllib.loads((DESCRIPTION / "facts.toml").read_text(encoding="utf-8"))
    tables: Tables = {name: _rows(name, described.get(name, [])) for name in TABLES}
    for event in tables["events"]:
        tables["participants"] += _takers(event)
    series = series_rows(described["series"])
    tables["figures"] += [row for rows in series.values() for row in rows]
    names = _names(tables["entities"])
    log = make_log({entity: said[1] for entity, said in names.items()})
    tables["events"] += log.events
    tables["participants"] += log.participants
    articles = {}
    for source in tables["sources"]:
        marked = (DESCRIPTION / f"{source['source_id']}.txt").read_text(encoding="utf-8")
        lines = []
        for line in normalise(marked).splitlines():
            if line == "@log":
                line = log.marked
            elif line.startswith("@"):
                metric, entity, grain = line[1:].split()
                said = names[entity][0]
                rows = series[metric, entity, grain]
                line = series_paragraph(rows, source["language"], grain, said) + "\n"
            lines.append(line)
        articles[source["source_id"]] = read_marks("\n".join(lines).rstrip("\n") + "\n")
    _describe_sources(tables["sources"], articles)
    _fill(tables)
    tables["evidence"] = _evidence(tables, articles, names)
    about = described["about"]
    dossier = Dossier.from_rows(tables, fictional=True, **about)
    return dossier, {source: article.text for source, article in articles.items()}


def write(target: Path) -> Dossier:
    """Write the dossier and its articles as a folder."""
    dossier, articles = build()
    save_dossier(dossier, target)
    (target / "articles").mkdir(exist_ok=True)
    for source, text in articles.items():
        (target / "articles" / f"{source}.txt").write_bytes(text.encode())
    return dossier


def _rows(table: str, rows: list[Row]) -> list[Row]:
    key = TABLES[table].key[0]
    return [{key: row["id"], **{k: v for k, v in row.items() if k != "id"}} for row in rows]


def _takers(event: Row) -> Iterator[Row]:
    for taker in event.pop("takers", "").split():
        entity, _, role = taker.rstrip("?").partition(":")
        yield {
            "event_id": event["event_id"], "entity_id": entity, "role": role or "party",
            "basis": "inferred" if taker.endswith("?") else "stated",
        }  # fmt: skip


def _names(entities: list[Row]) -> dict[str, list[str]]:
    """Return how an entity may be called; the log uses the name in English letters, if any."""
    names = {}
    for row in entities:
        others = [row.get("name_local", ""), *row.get("aliases", "").split(";")]
        said = [row["name"], *filter(None, others)]
        plain = [name for name in said if name.isascii()]
        short = min(plain, key=len) if row["entity_id"] == "lindor-mutual" else plain[0]
        names[row["entity_id"]] = [row["name"], short, *said]
    return {**names, "": ["", ""]}


def _describe_sources(sources: list[Row], articles: dict[str, Article]) -> None:
    for row in sources:
        text = articles[row["source_id"]].text
        row |= {"text_sha256": text_sha256(text), "text_chars": len(text), "text_norm": NORM}
        row["paragraph_starts"] = ";".join(map(str, paragraph_starts(text)))


def _fill(tables: Tables) -> None:
    """Fill in what the description leaves out because it nearly always is the same."""
    for table in FACT_TABLES:
        for row in tables[table]:
            row.setdefault("mode", "narration")
            if table in DATE_BASES:
                column = DATE_BASES[table]
                basis = "stated" if row.get(column) else "undated"
                row.setdefault(f"{column}_basis", basis)
    for row in tables["figures"]:
        row.setdefault("entity_basis", "stated")
    for table in ("relations", "participants"):
        for row in tables[table]:
            row.setdefault("basis", "stated")


def _evidence(
    tables: Tables, articles: dict[str, Article], names: dict[str, list[str]]
) -> list[Row]:
    order = [row[TABLES[name].key[0]] for name in FACT_TABLES for row in tables[name]]
    named = _named(tables)
    found: defaultdict[str, dict[tuple[str, Span], None]] = defaultdict(dict)
    for source, article in articles.items():
        for entity in names:
            for span in _mentions(article, entity, names[entity]):
                found[entity][source, span] = None
        for span in article.spans:
            found[span.fact_id][source, span] = None
            if span.supports == "whole":
                for extra in _inside(article.text, span, named.get(span.fact_id, []), names):
                    found[span.fact_id][source, extra] = None
    strays = found.keys() - set(order)
    if strays:
        raise ValueError(f"the articles mark facts that are not described: {sorted(strays)}")
    pieces = [(fact, source, span) for fact in order for source, span in found[fact]]
    return [
        {
            "evidence_id": f"ev-{number:04}", "source_id": source, "fact_id": fact,
            "supports": span.supports, "start": span.start, "end": span.end,
            "span_sha256": span_sha256(articles[source].text, span.start, span.end),
        }
        for number, (fact, source, span) in enumerate(pieces, 1)
    ]  # fmt: skip


def _mentions(article: Article, entity: str, said: list[str]) -> Iterator[Span]:
    """Yield where each name of an entity stands first, in capitals or not."""
    text = article.text.lower()
    for name in dict.fromkeys(filter(None, said)):
        start = text.find(name.lower())
        if start >= 0:
            yield Span(entity, "name", start, start + len(name))


def _named(tables: Tables) -> dict[str, list[tuple[str, str]]]:
    """Return for every fact the entities it names, and which attribute each of them is."""
    kinds = {row["entity_id"]: row["kind"] for row in tables["entities"]}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in tables["participants"]:
        kind = kinds[row["entity_id"]]
        supports = {"company": "party", "person": "person"}.get(kind, "subject")
        found[row["event_id"]].append((row["entity_id"], supports))
    for row in tables["roles"]:
        found[row["role_id"]] += [
            (row["person_id"], "person"), (row["organisation_id"], "organisation")
        ]  # fmt: skip
    for row in tables["relations"]:
        found[row["relation_id"]] += [(row["subject_id"], "subject"), (row["object_id"], "object")]
    for row in tables["figures"]:
        found[row["figure_id"]].append((row["entity_id"], "company"))
    for row in tables["claims"]:
        companies = row.get("company_ids", "").split(";")
        found[row["claim_id"]] += [(company, "company") for company in companies]
    return found


def _inside(
    text: str, whole: Span, wanted: list[tuple[str, str]], names: dict[str, list[str]]
) -> Iterator[Span]:
    """Yield where the entities of a fact are named inside one of its passages."""
    for entity, supports in wanted:
        for name in sorted(names[entity], key=len, reverse=True):
            start = text.find(name, whole.start, whole.end) if name else -1
            if start >= 0:
                yield Span(whole.fact_id, supports, start, start + len(name))
                break


if __name__ == "__main__":
    made = write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
    print(f"{len(made.facts)} facts, {len(made.evidence)} passages")
