"""From accepted facts to the rows that a dossier takes in, beside what it holds already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jwviewer.dossier.schema import SCHEMA, TABLES
from jwviewer.dossier.text import text_sha256
from jwviewer.reading.coverage import gaps
from jwviewer.reading.matching import Match, matching
from jwviewer.reading.review import Review
from jwviewer.reading.tables import Row, rows_of

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

_METRIC = ("label", "quantity", "unit")


@dataclass(frozen=True, slots=True)
class Placement:
    """New rows by table, which row each accepted fact is, and what the others lack.

    ``added`` are the facts with a row of their own; the others only bring evidence for one that
    is known. ``left_out`` names the attribute without which a fact has no place.
    """

    tables: dict[str, list[Row]]
    fact_ids: dict[str, str]
    added: tuple[str, ...]
    left_out: dict[str, str]


def placed(review: Review, dossier: Dossier) -> dict[str, str]:
    """Return the facts of a review that the dossier holds from this very article, by its rows.

    The evidence tells: its source has the article's hash, and its span is the fact's own.
    """
    known = _by_passage(dossier, text_sha256(review.article.text))
    found = {}
    for key in review.order if known else ():
        one = review.items[key].fact
        is_event = one.kind in ("event", "award") or bool(one.value("event_type"))
        row = known.get((*one.span, "events" if is_event else one.kind))
        if row is not None:
            found[key] = row
    return found


def own_sources(review: Review, dossier: Dossier) -> tuple[str, ...]:
    """Return the dossier's sources that are this article."""
    return _sources(dossier, text_sha256(review.article.text))


def matches(review: Review, dossier: Dossier) -> dict[str, Match]:
    """Return what every fact is to the dossier; one that it holds from this article is left out."""
    here = placed(review, dossier)
    found = matching(dossier).matches(review.fact(key) for key in review.order)
    return {key: match for key, match in found.items() if key not in here}


def placement(
    review: Review, dossier: Dossier, leave: Mapping[str, str] | None = None
) -> Placement:
    """Return the rows that accepted facts make in a dossier; ``leave`` are not to be placed.

    What the dossier knows already gets evidence from this article and no second row.
    """
    leave = leave or {}
    here = placed(review, dossier)
    known = dict(here)
    for key, match in matches(review, dossier).items():
        if match.state == "confirming" and match.fact_id:
            known[key] = match.fact_id
    chosen = [
        review.fact(key)
        for key in review.order
        if review.decision(key) == "accepted" and key not in leave
    ]
    taken = _ids(dossier)
    sources = own_sources(review, dossier)
    source_id = sources[0] if sources else _free(review.source.id, taken)
    rows = rows_of(
        review.article, chosen, replace(review.source, id=source_id), known=known, taken=taken
    )
    tables = {name: list(made) for name, made in rows.tables.items()}
    if sources:
        tables.pop("sources", None)
    _share_metrics(tables, dossier)
    _drop_known_evidence(tables, dossier)
    ids = {one.id: rows.fact_ids[one.id] for one in chosen if one.id in rows.fact_ids}
    return Placement(
        {name: made for name, made in tables.items() if made},
        ids,
        tuple(key for key in ids if key not in known),
        {**rows.left_out, **leave},
    )


def omission_rows(review: Review, dossier: Dossier) -> list[Row]:
    """Return what the article does not say as rows, for facts that the dossier holds from it."""
    here = placed(review, dossier)
    sources = own_sources(review, dossier)
    if not sources:
        return []
    table = dossier.tables["omissions"]
    told = set(zip(table["label"], table["fact_id"], strict=True))
    taken = _ids(dossier)
    rows: list[Row] = []
    for gap in gaps(review):
        fact_id = here.get(gap.fact, "")
        if (gap.fact and not fact_id) or (gap.label, fact_id) in told:
            continue
        row_id = _free(f"{sources[0]}-unsaid", taken)
        taken.add(row_id)
        rows.append({
            "omission_id": row_id, "label": gap.label[:200], "source_id": sources[0],
            "fact_id": fact_id, "attribute": gap.attribute,
        })  # fmt: skip
    return rows


def _sources(dossier: Dossier, sha256: str) -> tuple[str, ...]:
    table = dossier.tables["sources"]
    pairs = zip(table["source_id"], table["text_sha256"], strict=True)
    return tuple(source for source, own in pairs if own == sha256)


@lru_cache(maxsize=4)
def _by_passage(dossier: Dossier, sha256: str) -> dict[tuple[int, int, str], str]:
    """Return the facts that a dossier has from a text by their passage and kind."""
    sources = _sources(dossier, sha256)
    known: dict[tuple[int, int, str], str] = {}
    for piece in dossier.evidence if sources else ():
        if piece.source_id in sources and piece.supports in ("whole", "name"):
            fact = dossier.fact(piece.fact_id)
            kind = "events" if fact.table == "events" else fact.kind
            known[piece.start, piece.end, kind] = piece.fact_id
    return known


def _share_metrics(tables: dict[str, list[Row]], dossier: Dossier) -> None:
    """Let new figures use the dossier's metrics where these are the same."""
    known = {
        tuple(str(row[name]) for name in _METRIC): str(row["metric_id"])
        for row in dossier.tables["metrics"].to_dict("records")
    }
    same = {
        row["metric_id"]: known[key]
        for row in tables.get("metrics", ())
        if (key := tuple(row.get(name, "") for name in _METRIC)) in known
    }
    tables["metrics"] = [r for r in tables.get("metrics", ()) if r["metric_id"] not in same]
    for row in tables.get("figures", ()):
        row["metric_id"] = same.get(row["metric_id"], row["metric_id"])


def _drop_known_evidence(tables: dict[str, list[Row]], dossier: Dossier) -> None:
    known = {(e.source_id, e.fact_id, e.supports, e.start, e.end) for e in dossier.evidence}
    tables["evidence"] = [
        row
        for row in tables.get("evidence", ())
        if (row["source_id"], row["fact_id"], row["supports"], int(row["start"]), int(row["end"]))
        not in known
    ]


def _ids(dossier: Dossier) -> set[str]:
    found: set[str] = set()
    for table in SCHEMA:
        if len(table.key) == 1:
            found.update(dossier.tables[table.name][TABLES[table.name].key[0]].tolist())
    return found


def _free(wish: str, taken: set[str]) -> str:
    number, made = 1, wish
    while made in taken:
        number += 1
        made = f"{wish}-{number}"
    return made
