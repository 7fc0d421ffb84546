"""Proposals as rows of a dossier's tables: text in, tables out, nothing else touched."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jwviewer.dossier.schema import SCHEMA, SUPPORTS
from jwviewer.dossier.text import paragraph_starts, span_sha256, text_sha256
from jwviewer.dossier.units import is_unit
from jwviewer.reading.article import Article
from jwviewer.reading.metric_rows import metric_row
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.records import SUPPORTS as SUPPORT_OF

Row = dict[str, str]
_ENTITIES = ("company", "person", "place", "programme", "technology")
_ROLES_OF_PARTIES = {
    "ceremony": "attendee", "award": "winner", "launch": "subject", "programme": "developer",
}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """The rows by table, and the facts that have no place yet with the reason."""

    tables: dict[str, list[Row]]
    fact_ids: dict[str, str]
    left_out: dict[str, str]


@dataclass
class Source:
    """What is known of the article itself; empty where nobody has said it."""

    id: str = "article"
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    supplied: tuple[str, ...] = ()
    """Which of these a person has told, because the article does not."""


@dataclass
class _Making:
    article: Article
    source: Source
    taken: set[str]
    proposals: dict[str, Proposal]
    entity_ids: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    tables: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[str, str] = field(default_factory=dict)
    metrics: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def new_id(self, wish: str) -> str:
        """Return a free id made from words."""
        plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-") or "fact"
        number, made = 1, stem
        while made in self.taken:
            number += 1
            made = f"{stem}-{number}"
        self.taken.add(made)
        return made

    def ref(self, value: str) -> str:
        """Return the id of the row that a proposal's reference became; empty if it has none."""
        return self.ids.get(value, "")

    def refs(self, values: Iterable[str]) -> str:
        """Return several references as the cell of a column of ids."""
        return ";".join(dict.fromkeys(one for one in map(self.ref, values) if one))


def rows_of(
    article: Article,
    proposals: Iterable[Proposal],
    source: Source,
    *,
    known: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> Rows:
    """Return proposals as rows, with their evidence and the row of their source.

    ``known`` names the row that a proposal stands for where the dossier has it already: it
    gets new evidence and no second row. ``taken`` are ids that are in use.
    """
    chosen = {one.id: one for one in proposals}
    making = _Making(article, source, {*taken, source.id}, chosen)
    making.ids.update(known or {})
    for kinds, make in _STEPS:
        for one in chosen.values():
            if one.kind not in kinds or one.id in making.ids:
                continue
            if make is _entity and one.value("event_type"):
                continue
            reason = make(making, one)
            if reason:
                making.left_out[one.id] = reason
    _add_source(making)
    _add_evidence(making)
    tables = {t.name: making.tables[t.name] for t in SCHEMA if making.tables[t.name]}
    return Rows(tables, dict(making.ids), making.left_out)


def _entity(making: _Making, one: Proposal) -> str:
    name = one.value("name")
    if not name:
        return "name"
    making.ids[one.id] = made = making.new_id(name)
    companies = making.refs(one.values("companies")) if one.kind != "company" else ""
    making.tables["entities"].append({
        "entity_id": made,
        "kind": one.value("entity_kind") or one.kind,
        "name": name[:200],
        "short_name": one.value("short_name")[:60],
        "aliases": ";".join(a.replace(";", ",") for a in one.values("aliases") if a != name)[:600],
        "definition": one.value("definition")[:300],
        "company_ids": companies,
        "company_basis": _basis(one, "companies") if companies else "",
        **_voice(making, one),
    })  # fmt: skip
    return ""


def _role(making: _Making, one: Proposal) -> str:
    person, organisation = making.ref(one.value("person")), making.ref(one.value("organisation"))
    if not person or not organisation or not one.value("role"):
        return "person" if not person else "organisation" if not organisation else "role"
    making.ids[one.id] = made = making.new_id(f"{person}-{one.value('role')}")
    making.tables["roles"].append({
        "role_id": made, "person_id": person, "role": one.value("role")[:80],
        "organisation_id": organisation, **_dated(one, "period"), **_voice(making, one),
    })  # fmt: skip
    return ""


def _event(making: _Making, one: Proposal) -> str:
    kind = one.value("event_type") or ("other" if one.kind == "event" else one.kind)
    label = one.value("label") or one.value("name") or kind
    making.ids[one.id] = made = making.new_id(label)
    making.tables["events"].append({
        "event_id": made, "event_type": kind, "label": label[:160], **_dated(one, "date"),
        "not_before": one.value("not_before"), "not_after": one.value("not_after"),
        "duration": one.value("duration"), "place_id": making.ref(one.value("place")),
        "result": one.value("result")[:120], **_voice(making, one),
    })  # fmt: skip
    role = _ROLES_OF_PARTIES.get(kind, "party")
    basis = _basis(one, "participants")
    for party in one.values("participants") or one.values("companies"):
        entity = making.ref(party)
        kind_of = making.proposals[party].kind if party in making.proposals else ""
        if entity:
            making.tables["participants"].append({
                "event_id": made, "entity_id": entity, "basis": basis,
                "role": "attendee" if kind_of == "person" and role == "party" else role,
            })  # fmt: skip
    return ""


def _order(making: _Making, one: Proposal) -> str:
    """Tell events that are known to follow others; all events have their rows by now."""
    for row in making.tables["events"]:
        if row["event_id"] == making.ids.get(one.id):
            row["after_event_id"] = making.ref(one.value("after"))
            row["before_event_id"] = making.ref(one.value("before"))
    return ""


def _figure(making: _Making, one: Proposal) -> str:
    company = making.ref(next(iter(one.values("companies")), ""))
    unit = one.value("unit") or "1"
    if not company:
        return "companies"
    if not is_unit(unit):
        unit = "{" + unit.strip("{}") + "}"
        if not is_unit(unit):
            return "unit"
    metric = _metric(making, one, unit)
    making.ids[one.id] = made = making.new_id(f"{company}-{one.value('metric') or unit}")
    part = making.ref(one.value("part_of"))
    base = one.value("base_period")
    making.tables["figures"].append({
        "figure_id": made, "entity_id": company, "entity_basis": _basis(one, "companies"),
        "metric_id": metric, "subject_id": _entity_of(making, one.value("subject")),
        "part_of_id": part, "part_basis": _basis(one, "part_of") if part else "",
        "change_of_id": making.ref(one.value("change_of")),
        "direction": one.value("direction"), "value": one.value("value"),
        "value_high": one.value("value_high"), "bound": one.value("bound") or "eq",
        "inferred_bound": one.value("inferred_bound"), "decimals": one.value("decimals"),
        "unit": unit, **_dated(one, "period"),
        "base_period": base, "base_basis": _basis(one, "base_period") if base else "",
        **_voice(making, one),
    })  # fmt: skip
    return ""


def _entity_of(making: _Making, value: str) -> str:
    proposal = making.proposals.get(value)
    return making.ref(value) if proposal is None or proposal.kind in _ENTITIES else ""


def _metric(making: _Making, one: Proposal, unit: str) -> str:
    subject = making.proposals.get(one.value("subject"))
    row = metric_row(one, unit, subject.value("name") if subject is not None else "")
    key = (row["label"], row["quantity"], row["unit"])
    if key not in making.metrics:
        making.metrics[key] = made = making.new_id(f"metric-{row['label']}")
        making.tables["metrics"].append({"metric_id": made, **row})
    return making.metrics[key]


def _relation(making: _Making, one: Proposal) -> str:
    subject, other = making.ref(one.value("subject")), making.ref(one.value("object"))
    if not subject or not other or subject == other:
        return "subject" if not subject else "object"
    making.ids[one.id] = made = making.new_id(f"{subject}-{one.value('relation')}-{other}")
    making.tables["relations"].append({
        "relation_id": made, "subject_id": subject, "relation": one.value("relation"),
        "object_id": other, "basis": _basis(one, "relation"), **_dated(one, "period"),
        **_voice(making, one),
    })  # fmt: skip
    return ""


def _conversion(making: _Making, one: Proposal) -> str:
    ends = [making.ref(one.value(name)) for name in ("converted_from", "converted_to")]
    if not all(ends):
        return "converted_from" if not ends[0] else "converted_to"
    making.ids[one.id] = made = making.new_id(f"{ends[0]}-converted")
    making.tables["conversions"].append(
        {"conversion_id": made, "from_id": ends[0], "to_id": ends[1], **_voice(making, one)}
    )
    return ""


def _claim(making: _Making, one: Proposal) -> str:
    gist = one.value("label") or one.value("name")
    if not gist:
        return "label"
    making.ids[one.id] = made = making.new_id(f"claim-{gist}")
    companies = making.refs(one.values("companies"))
    making.tables["claims"].append({
        "claim_id": made, "kind": one.value("claim_kind") or "quality", "gist": gist[:200],
        "company_ids": companies,
        "company_basis": _basis(one, "companies") if companies else "",
        "subject_id": _entity_of(making, one.value("subject")),
        "event_id": making.ref(one.value("event")), **_dated(one, "period"),
        **_voice(making, one),
    })  # fmt: skip
    return ""


_STEPS = (
    (("company",), _entity),
    (("person", "place", "programme", "technology"), _entity),
    (("event", "programme", "award"), _event),
    (("event", "award", "programme"), _order),
    (("role",), _role),
    (("relation",), _relation),
    (("figure",), _figure),
    (("conversion",), _conversion),
    (("claim",), _claim),
)
"""Rows are made before the rows that name them."""


def _basis(one: Proposal, name: str) -> str:
    attribute = one.attributes.get(name)
    known = attribute is not None and attribute.basis in ("inferred", "supplied")
    return attribute.basis if attribute is not None and known else "stated"


def _dated(one: Proposal, name: str) -> Row:
    attribute: Attribute | None = one.attributes.get(name)
    if attribute is None or not attribute.value or attribute.basis == "not_stated":
        return {name: "", f"{name}_basis": "undated"}
    return {name: str(attribute.value), f"{name}_basis": attribute.basis}


def _voice(making: _Making, one: Proposal) -> Row:
    mode = one.value("mode") or "narration"
    said_by = one.value("asserter")
    proposal = making.proposals.get(said_by)
    is_event = proposal is not None and proposal.kind == "event"
    asserter = making.ref(said_by)
    if mode == "quote" and not asserter:
        mode = "quote-unnamed"
    if mode == "quote-unnamed":
        asserter = ""
    return {
        "mode": mode,
        "asserter_id": "" if is_event else asserter,
        "asserter_event_id": asserter if is_event else "",
        "note": one.value("note")[:400],
    }


def _add_source(making: _Making) -> None:
    text, source = making.article.text, making.source
    making.tables["sources"].append({
        "source_id": source.id, "title": source.title or "Article",
        "publisher": source.publisher, "author": source.author, "url": source.url,
        "published": source.published, "language": source.language,
        "supplied": ";".join(source.supplied),
        "text_sha256": text_sha256(text), "text_chars": str(len(text)),
        "paragraph_starts": ";".join(map(str, paragraph_starts(text))), "text_norm": "jw-1",
    })  # fmt: skip


def _add_evidence(making: _Making) -> None:
    text, source = making.article.text, making.source.id
    number = 0
    for one in making.proposals.values():
        fact = making.ids.get(one.id)
        if fact is None:
            continue
        rows = [("whole" if one.kind not in _ENTITIES else "name", one.span)]
        for name, attribute in one.attributes.items():
            support = SUPPORT_OF.get(name)
            if support in SUPPORTS:
                rows += [(support, span) for span in attribute.spans]
        for support, (start, end) in dict.fromkeys(rows):
            number += 1
            making.tables["evidence"].append({
                "evidence_id": making.new_id(f"{source}-e{number}"), "source_id": source,
                "fact_id": fact, "supports": support, "start": str(start), "end": str(end),
                "span_sha256": span_sha256(text, start, end),
            })  # fmt: skip
