"""What stands beside a company without being its own: facts of one whose name extends its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from jwviewer.language import tr
from jwviewer.queries.profile_parts import Draft, Entry

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier


def borrowed_by(dossier: Dossier, columns: tuple[str, ...]) -> dict[str, str]:
    """Return companies whose name extends that of a shown one, by the company they stand beside.

    The likeness of names is shown for what it is; nothing is concluded from it.
    """
    names = {dossier.name(company): company for company in reversed(columns)}
    shown = set(columns)
    found = {}
    for company in dossier.companies:
        name = dossier.name(company)
        if company not in shown:
            ends = (end for end in range(len(name) - 1, 0, -1) if name[:end] in names)
            host = next((end for end in ends if _ends_a_word(name, end)), 0)
            if host:
                found[company] = names[name[:host]]
    return found


def _ends_a_word(name: str, end: int) -> bool:
    return not (name[end].isascii() and name[end].isalnum())


def lend(dossier: Dossier, draft: Draft, borrowed: dict[str, str]) -> None:
    """Put entries of borrowed companies into the cells of those they stand beside."""
    for company, host in borrowed.items():
        for entry in draft.by_company.get(company, ()):
            if all(entry.fact_id != own.fact_id for own in draft.by_company.get(host, ())):
                draft.add(host, _marked(dossier, entry, company, host))


def _marked(dossier: Dossier, entry: Entry, company: str, host: str) -> Entry:
    linked = any(
        fact.table == "relations" and host in (fact.subject_id, fact.object_id)
        for fact in map(dossier.fact, dossier.links(company))
    )
    name = dossier.name(company)
    chip = (
        tr("of {company}", company=name)
        if linked
        else tr("of {company}; link not stated", company=name)
    )
    return replace(entry, chips=(chip, *entry.chips))
