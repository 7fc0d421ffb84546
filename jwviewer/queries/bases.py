"""How something is known: what the source states, what is inferred, what a person supplied.

Every text on a basis or a judgement comes from here, so that none is shown without saying so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jwviewer.language import tr
from jwviewer.queries.grid import Grid, Made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

WEAK = ("inferred", "supplied")
"""The bases that a reader must be told of; what is stated needs no remark."""
MOST_SAME = 3
"""So many other names of a company stand beside its own."""
Weak = tuple[tuple[str, str], ...]
"""Pairs of a basis of WEAK and what has it, in words."""


def basis_words(basis: str) -> str:
    """Return how something is known: stated, inferred, supplied, or not dated at all."""
    return {
        "stated": tr("stated"),
        "inferred": tr("inferred"),
        "supplied": tr("supplied by me"),
        "undated": tr("not given"),
    }.get(basis, basis)


def with_basis(text: str, basis: str) -> str:
    """Return a text with its basis in brackets, unless the source states it."""
    if not text or basis not in WEAK:
        return text
    return tr("{what} ({basis})", what=text, basis=basis_words(basis))


def weak_parts(fact: Fact) -> Weak:
    """Return which attributes of a fact are not stated by its source, each with its basis."""
    parts = (
        ("supplied" if fact.mode == "supplied" else "", tr("the whole fact")),
        (fact.company_basis, tr("company")), (fact.date_basis, tr("date")),
        (fact.period_basis, tr("period")), (fact.base_basis, tr("base period")),
        (fact.part_basis, tr("part of the whole")), (fact.basis, tr("relation")),
        ("inferred" if fact.inferred_bound else "", tr("bound")),
    )  # fmt: skip
    return tuple((basis, words) for basis, words in parts if basis in WEAK)


def weak_lines(parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return a line per basis: "inferred: company, date", "supplied by me: period"."""
    told = [(basis, [words for one, words in parts if one == basis]) for basis in WEAK]
    return tuple(
        tr("{basis}: {what}", basis=basis_words(basis), what=", ".join(dict.fromkeys(words)))
        for basis, words in told
        if words
    )


def bases_of(fact: Fact) -> frozenset[str]:
    """Return what a filter finds a fact by: every weak basis in it, else that it is stated."""
    return frozenset(basis for basis, _ in weak_parts(fact)) or frozenset(("stated",))


def all_bases_words(fact: Fact) -> str:
    """Return every basis that a fact is found by, in words."""
    found = bases_of(fact)
    return ", ".join(basis_words(basis) for basis in ("stated", *WEAK) if basis in found)


def verdict_words(verdict: str) -> str:
    """Return a judgement in words that say whose it is."""
    return {
        "verified": tr("verified by me"),
        "doubtful": tr("doubtful to me"),
        "disputed": tr("disputed by me"),
    }.get(verdict, verdict)


def judgement_words(dossier: Dossier, fact_id: str, *, note: bool = False) -> str:
    """Return how a fact is judged, with ``note`` also why; "" where nobody judged it."""
    judgement = dossier.judgements.get(fact_id)
    if judgement is None:
        return ""
    verdict = verdict_words(judgement.verdict)
    if note and judgement.note:
        return tr("{verdict}: {note}", verdict=verdict, note=judgement.note)
    return verdict


def with_judgements(dossier: Dossier, grid: Grid) -> Grid:
    """Add what is thought of each row's facts, where anything is thought of any fact."""
    if not dossier.judgements:
        return grid
    told, plain = grid.told, grid.rows
    rows = Made(len(plain), lambda n: (*plain[n], "; ".join(_judged(dossier, told[n]))))
    return replace(grid, columns=(*grid.columns, tr("My judgement")), rows=rows)


def _judged(dossier: Dossier, ids: Iterable[str]) -> list[str]:
    told = (judgement_words(dossier, fact_id, note=True) for fact_id in ids)
    return [words for words in told if words]


def judged_notes(dossier: Dossier, names: dict[str, str], between: str) -> tuple[str, ...]:
    """Return notes for a figure: which of its facts (by what they are called) are judged how."""
    notes = []
    for verdict in ("verified", "doubtful", "disputed"):
        which = [
            name
            for fact_id, name in names.items()
            if fact_id in dossier.judgements and dossier.judgements[fact_id].verdict == verdict
        ]
        if which:
            words = verdict_words(verdict)
            notes.append(
                tr("{verdict}: {which}.", verdict=words[:1].upper() + words[1:],
                   which=between.join(dict.fromkeys(which)))
            )  # fmt: skip
    return tuple(notes)


def name_with_same(dossier: Dossier, company: str) -> str:
    """Return a company's name, followed by those it is one with and by whose word.

    Of more than MOST_SAME the others are counted; the company's own card names all.
    """
    others = dossier.same_as(company)
    if not others:
        return dossier.name(company)
    named = [with_basis(dossier.name(other), basis) for other, basis in others[:MOST_SAME]]
    if more := len(others) - len(named):
        named.append(tr("{n} more", n=f"{more:,}"))
    return tr("{name} = {others}", name=dossier.name(company), others=", ".join(named))


def supplied_words(columns: str) -> str:
    """Return which cells of a source a person supplied, "" for none."""
    names = {
        "title": tr("title"), "publisher": tr("publisher"), "author": tr("author"),
        "url": tr("address"), "published": tr("date"), "language": tr("language"),
    }  # fmt: skip
    told = [names.get(name.strip(), name) for name in columns.split(";") if name.strip()]
    return tr("supplied by me: {what}", what=", ".join(told)) if told else ""
