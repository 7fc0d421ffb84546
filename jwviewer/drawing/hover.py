"""What hovering over a fact tells: always the same, in every pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.queries.bases import judgement_words, weak_lines, weak_parts
from jwviewer.queries.wording import (
    bound_words,
    source_words,
    value_words,
    voice,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


def hover_text(dossier: Dossier, fact_id: str, articles: Mapping[str, str] | None = None) -> str:
    """Return label, value with bound, date with basis, voice and source: plain text, one a line.

    ``articles`` (attached copies by source id) turn positions into paragraph numbers.
    """
    fact = dossier.fact(fact_id)
    companies = ", ".join(dossier.name(company) for company in fact.company_ids)
    title = f"{fact.label} — {companies}" if companies and companies != fact.label else fact.label
    lines = (
        title,
        _value_line(dossier, fact),
        when_words(dossier, fact),
        voice(dossier, fact),
        *weak_lines(weak_parts(fact)),
        judgement_words(dossier, fact_id, note=True),
        source_words(dossier, fact_id, articles or {}),
    )
    return "\n".join(line for line in lines if line)


def hover_html(text: str) -> str:
    """Return plain text so that a tooltip shows it literally, whatever characters it holds."""
    from html import escape  # with its table of entities not worth its time at the start

    return f"<qt style='white-space:pre-wrap'>{escape(text).replace(chr(10), '<br>')}</qt>"


def _value_line(dossier: Dossier, fact: Fact) -> str:
    value = value_words(dossier, fact)
    if not value:
        return ""
    if fact.bound and fact.bound != "eq":
        return tr("{value} ({bound})", value=value, bound=bound_words(fact.bound))
    if fact.inferred_bound:
        return tr(
            "{value} (as printed; {bound} inferred)",
            value=value,
            bound=bound_words(fact.inferred_bound),
        )
    return value
