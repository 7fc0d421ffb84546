"""The facts as lines of text for a terminal, grouped by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.dates import describe_date
from jwviewer.dossier.quantity import describe
from jwviewer.dossier.schema import FACT_KINDS
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


def listing(dossier: Dossier, *, derived: bool = False) -> list[str]:
    """Return a heading per kind with one line per fact below it."""
    lines = [
        tr("{title}: {count} facts", title=dossier.title or dossier.id, count=len(dossier.facts))
    ]
    for kind in FACT_KINDS:
        facts = [fact for fact in dossier.facts if fact.kind == kind]
        if facts:
            lines += [
                "",
                f"{kind} ({len(facts)})",
                *(f"  {fact.id:<24} {_line(fact)}" for fact in facts),
            ]
    if derived and dossier.derived:
        lines += ["", tr("derived ({count})", count=len(dossier.derived))]
        lines += [
            f"  {d.id:<24} {d.label}: {describe(d.quantity)}  [{d.formula}]"
            for d in dossier.derived
        ]
    if dossier.omissions:
        lines += ["", tr("What the source does not say ({count})", count=len(dossier.omissions))]
        lines += [f"  {omission.label}" for omission in dossier.omissions]
    return lines


def _line(fact: Fact) -> str:
    parts = [fact.label]
    if fact.quantity is not None:
        parts.append(describe(fact.quantity))
    if fact.kind in ("event", "programme", "award"):
        parts.append(describe_date(fact.when) if fact.when else tr("date not given"))
    if fact.mode not in ("", "narration"):
        parts.append(f"({fact.mode})")
    return " · ".join(parts)
