"""The arrays over all facts say what each fact says when it is built."""

from __future__ import annotations

from collections import defaultdict

import pytest

from jwviewer.dossier.dossier import NO_DAY, Dossier
from jwviewer.dossier.fact_columns import MODE_NAMES, WHEN_BASES
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.schema import FACT_KINDS, FACT_TABLES
from jwviewer.places import seed
from jwviewer.queries.bases import bases_of
from tests import fact_sample

DOSSIERS = {
    "seed": open_dossier(seed("jac-weichai")),
    "tutorial": open_dossier(seed("tutorial")),
    "sample": fact_sample.dossier(),
    "empty": Dossier.from_rows({}),
}


@pytest.fixture(params=DOSSIERS)
def dossier(request) -> Dossier:
    return DOSSIERS[request.param]


def test_every_array_agrees_with_the_facts(dossier) -> None:
    columns = dossier.columns
    assert columns.count == len(dossier.facts) == len(dossier.fact_ids)
    for n, fact in enumerate(dossier.facts):
        assert FACT_TABLES[columns.table[n]] == fact.table
        assert dossier.store[fact.table].find(fact.id) == columns.row[n]
        assert FACT_KINDS[columns.kind[n]] == fact.kind
        assert MODE_NAMES[columns.mode[n]] == fact.mode
        assert columns.dates[columns.when[n]] == fact.when
        assert WHEN_BASES[columns.when_basis[n]] == fact.when_basis
        assert columns.company_sets[columns.companies[n]] == fact.company_ids
        assert columns.timed[n] == fact.timed
        span = fact.when
        assert columns.first[n] == (NO_DAY if span is None or not span.first else span.first)
        assert columns.last[n] == (NO_DAY if span is None or not span.last else span.last)
        known = {b for b, flags in (("inferred", columns.inferred), ("supplied", columns.supplied))
                 if flags[n]}  # fmt: skip
        assert (known or {"stated"}) == bases_of(fact), fact


def test_facts_are_found_by_id_and_by_position(dossier) -> None:
    for n, fact_id in enumerate(dossier.fact_ids):
        assert dossier.positions[fact_id] == n
        assert dossier.fact_ids[n] == dossier.facts[n].id == dossier.fact(fact_id).id == fact_id
    assert "nobody" not in dossier.positions
    with pytest.raises(KeyError):
        dossier.fact("nobody")


def test_links_lead_both_ways(dossier) -> None:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for fact in dossier.facts:
        for other in fact.references:
            if other in dossier.positions and other != fact.id:
                found[fact.id][other] = found[other][fact.id] = None
    for fact_id in dossier.fact_ids:
        assert dossier.links(fact_id) == tuple(found[fact_id])


def test_evidence_belongs_to_its_fact(dossier) -> None:
    for fact_id in dossier.fact_ids:
        spans = tuple(piece for piece in dossier.evidence if piece.fact_id == fact_id)
        assert dossier.evidence_of(fact_id) == spans


def test_frames_hold_the_cells(dossier) -> None:
    for name, table in dossier.store.items():
        frame = dossier.tables[name]
        assert list(frame.columns) == list(table.columns)
        for column in frame.columns:
            texts = frame[column].astype(object).where(frame[column].notna(), "").map(str)
            assert texts.tolist() == table[column].texts()
