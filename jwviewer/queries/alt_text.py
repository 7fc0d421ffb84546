"""A picture in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jwviewer.dossier.text import visible
from jwviewer.language import tr
from jwviewer.queries import wording
from jwviewer.queries.bases import judgement_words, weak_lines, weak_parts
from jwviewer.queries.references import citations

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.queries.titles import Heading

MOST_FACTS = 120
"""More facts than this are counted; the CSV lists them all."""


def alt_text(
    dossier: Dossier,
    pane: str,
    heading: Heading,
    fact_ids: Sequence[str],
    notes: Sequence[str] = (),
    articles: Mapping[str, str] | None = None,
) -> str:
    """Return what a picture shows: kind, headings, each fact with its bound, notes, sources.

    ``fact_ids`` are the facts shown, in the order of their reference numbers; ``articles``
    are the person's own copies of sources, by source id.
    """
    said = [tr("{kind}: {title}.", kind=pane_words(pane), title=heading.title), heading.subtitle]
    facts = [
        f"{number}. {fact_words(dossier, fact_id)}"
        for number, fact_id in enumerate(fact_ids[:MOST_FACTS], 1)
    ]
    if len(fact_ids) > MOST_FACTS:
        facts.append(tr("… and {count} more facts.", count=f"{len(fact_ids) - MOST_FACTS:,}"))
    shown = (
        [tr("Shown ({count}):", count=f"{len(fact_ids):,}"), *facts]
        if facts
        else [tr("No fact is shown.")]
    )
    cited = citations(dossier, fact_ids, articles or {}, most=len(fact_ids))
    sources = [tr("Source: {citation}.", citation=one.text) for one in cited]
    return "\n".join(line for line in (*said, *shown, *notes, *sources) if line)


def fact_words(dossier: Dossier, fact_id: str) -> str:
    """Return one fact in a line: label, value with its bound, date with its basis, voice."""
    fact = dossier.fact(fact_id)
    parts = [fact.label, wording.value_words(dossier, fact), wording.when_words(dossier, fact)]
    if fact.mode not in ("", "narration"):
        parts.append(wording.voice(dossier, fact))
    if fact.inferred_bound:
        parts.append(tr("inferred: {bound}", bound=wording.bound_words(fact.inferred_bound)))
    weak = [one for one in weak_parts(fact) if one[0] == "supplied"]
    parts += [*weak_lines(weak), judgement_words(dossier, fact_id, note=True)]
    who = [dossier.name(company) for company in fact.company_ids if fact.kind != "company"]
    return _plain("; ".join(part for part in (*parts, ", ".join(who)) if part)) + "."


def pane_words(pane: str) -> str:
    """Return what sort of picture a pane makes."""
    return {
        "timeline": tr("Timeline"), "profiles": tr("Companies side by side"),
        "metrics": tr("Bars and lines of figures"), "evidence": tr("Facts and their evidence"),
        "dashboard": tr("Overview of timeline, profiles, metrics and evidence"),
    }.get(pane, pane)  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(visible(text).split())
