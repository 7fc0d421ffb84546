"""From table rows to facts: which column feeds which attribute, and how a fact is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.fact import Fact, Participant, split, weakest
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.table import TableColumns

ENTITY_FACT = {"product": "technology"}
EVENT_FACT = {"programme": "programme", "award": "award"}
Row = Mapping[str, str]


class FactRows:
    """Reads facts out of the tables; rows become Python objects only when asked for."""

    def __init__(self, store: Mapping[str, TableColumns]) -> None:
        self._store = store

    def row(self, table: str, row_id: str) -> Row:
        """Return one row by its id; KeyError when there is none."""
        number = self._store[table].find(row_id)
        if number < 0:
            raise KeyError(row_id)
        return self._store[table].row(number)

    def build(self, table: str, number: int) -> Fact:
        """Return the fact in one row of a fact table."""
        fact: Fact = getattr(self, f"_{table}")(self._store[table].row(number))
        return fact

    def participants(self, event_id: str) -> tuple[Participant, ...]:
        """Return who took part in an event, in table order."""
        table = self._store["participants"]
        rows = map(table.row, table.rows_with("event_id", event_id).tolist())
        return tuple(Participant(row["entity_id"], row["role"], row["basis"]) for row in rows)

    def offices(self, person_id: str) -> tuple[str, ...]:
        """Return the companies in which a person holds an office, in table order."""
        table = self._store["roles"]
        rows = map(table.row, table.rows_with("person_id", person_id).tolist())
        firms = (row["organisation_id"] for row in rows)
        return tuple(dict.fromkeys(firm for firm in firms if self._is_company(firm)))

    def _is_company(self, entity_id: str) -> bool:
        return bool(entity_id) and self._of_entity(entity_id, "kind") == "company"

    def _name(self, entity_id: str) -> str:
        return self._of_entity(entity_id, "name") if entity_id else ""

    def _of_entity(self, entity_id: str, column: str) -> str:
        """Return one cell of an entity, of which a whole row would take much longer to read."""
        table = self._store["entities"]
        number = table.find(entity_id)
        if number < 0:
            raise KeyError(entity_id)
        return table[column].cell(number)

    def companies_among(self, *entity_ids: str) -> tuple[str, ...]:
        """Return the companies that entities are or belong to, in that order, each once."""
        found: dict[str, None] = {}
        for entity_id in entity_ids:
            if not entity_id:
                continue
            row = self.row("entities", entity_id)
            if row["kind"] == "company":
                found[entity_id] = None
            elif row["kind"] == "person":
                found.update(dict.fromkeys(self.offices(entity_id)))
            else:
                found.update(dict.fromkeys(split(row["company_ids"])))
        return tuple(found)

    def _entities(self, row: Row) -> Fact:
        kind: str = row["kind"]
        entity_id: str = row["entity_id"]
        companies: tuple[str, ...] = split(row["company_ids"])
        if kind == "company":
            companies = (entity_id,)
        elif kind == "person":
            companies = tuple(dict.fromkeys((*self.offices(entity_id), *companies)))
        return Fact(
            entity_id,
            ENTITY_FACT.get(kind, kind),
            "entities",
            row["name"],
            name=row["name"],
            company_ids=companies,
            company_basis=row["company_basis"] or ("stated" if companies else ""),
            entity_kind=kind,
            definition=row["definition"],
            **_voice(row),
        )

    def _roles(self, row: Row) -> Fact:
        person, firm = row["person_id"], row["organisation_id"]
        return Fact(
            row["role_id"],
            "role",
            "roles",
            role_words(self._name(person), row["role"], self._name(firm)),
            company_ids=(firm,) if self._is_company(firm) else (),
            company_basis="stated",
            person_id=person,
            role=row["role"],
            organisation_id=firm,
            period=row["period"],
            period_basis=row["period_basis"],
            **_voice(row),
        )

    def _relations(self, row: Row) -> Fact:
        subject, thing = row["subject_id"], row["object_id"]
        companies = self.companies_among(subject, thing)
        is_place = self.row("entities", thing)["kind"] == "place"
        label = relation_words(row["relation"], self._name(subject), self._name(thing))
        # A company that a project belongs to only by inference is not stated by the relation.
        bases = {
            row["basis"],
            *(self.row("entities", e)["company_basis"] for e in (subject, thing)),
        }
        return Fact(
            row["relation_id"],
            "relation",
            "relations",
            label,
            company_ids=companies,
            company_basis=weakest(bases),
            subject_id=subject,
            relation=row["relation"],
            object_id=thing,
            basis=row["basis"],
            place_id=thing if is_place else "",
            period=row["period"],
            period_basis=row["period_basis"],
            **_voice(row),
        )

    def _events(self, row: Row) -> Fact:
        event_id, event_type = row["event_id"], row["event_type"]
        takers = self.participants(event_id)
        companies = tuple(
            dict.fromkeys(p.entity_id for p in takers if self._is_company(p.entity_id))
        )
        firm_bases = {p.basis for p in takers if p.entity_id in companies}
        return Fact(
            event_id,
            EVENT_FACT.get(event_type, "event"),
            "events",
            row["label"],
            name=row["label"],
            company_ids=companies,
            company_basis=weakest(firm_bases),
            event_type=event_type,
            participants=takers,
            date=row["date"],
            date_basis=row["date_basis"],
            duration=row["duration"],
            not_before=row["not_before"],
            not_after=row["not_after"],
            after_event_id=row["after_event_id"],
            before_event_id=row["before_event_id"],
            place_id=row["place_id"],
            result=row["result"],
            **_voice(row),
        )

    def _topics(self, row: Row) -> Fact:
        event = self._events(self.row("events", row["event_id"]))
        return Fact(
            row["topic_id"],
            "relation",
            "topics",
            topic_words(row["label"]),
            name=row["label"],
            company_ids=event.company_ids,
            company_basis=event.company_basis,
            subject_id=row["entity_id"],
            relation="field-of-cooperation",
            event_id=event.id,
            **_voice(row),
        )

    def _figures(self, row: Row) -> Fact:
        metric = self.row("metrics", row["metric_id"])
        decimals, owner = row["decimals"], row["entity_id"]
        is_company = self._is_company(owner)
        return Fact(
            row["figure_id"],
            "figure",
            "figures",
            self._figure_label(row, metric["label"]),
            company_ids=(owner,) if is_company else (),
            company_basis=row["entity_basis"],
            metric_id=row["metric_id"],
            subject_id=row["subject_id"],
            organisation_id="" if is_company else owner,
            part_of_id=row["part_of_id"],
            part_basis=row["part_basis"],
            change_of_id=row["change_of_id"],
            direction=row["direction"],
            value=row["value"],
            value_high=row["value_high"],
            bound=row["bound"],
            inferred_bound=row["inferred_bound"],
            decimals=int(decimals) if decimals else None,
            unit=row["unit"],
            period=row["period"],
            period_basis=row["period_basis"],
            base_period=row["base_period"],
            base_basis=row["base_basis"],
            **_voice(row),
        )

    def _figure_label(self, row: Row, metric: str) -> str:
        period = describe_date(parse_date(row["period"])) if row["period"] else ""
        return figure_words(metric, self._name(row["subject_id"]), period)

    def _conversions(self, row: Row) -> Fact:
        source = self._figures(self.row("figures", row["from_id"]))
        target = self._figures(self.row("figures", row["to_id"]))
        label = conversion_words(source.label, source.unit, target.unit)
        return Fact(
            row["conversion_id"],
            "conversion",
            "conversions",
            label,
            company_ids=source.company_ids,
            company_basis=source.company_basis,
            metric_id=source.metric_id,
            period=source.period,
            period_basis=source.period_basis,
            from_id=row["from_id"],
            to_id=row["to_id"],
            **_voice(row),
        )

    def _claims(self, row: Row) -> Fact:
        return Fact(
            row["claim_id"],
            "claim",
            "claims",
            row["gist"],
            company_ids=split(row["company_ids"]),
            company_basis=row["company_basis"],
            subject_id=row["subject_id"],
            event_id=row["event_id"],
            claim_kind=row["kind"],
            period=row["period"],
            period_basis=row["period_basis"],
            **_voice(row),
        )


def _voice(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("mode", "asserter_id", "asserter_event_id", "note")}


def role_words(person: str, role: str, organisation: str) -> str:
    """Return how an office is called."""
    return tr(
        "{person}, {role} of {organisation}", person=person, role=role, organisation=organisation
    )


def topic_words(field: str) -> str:
    """Return how a field of cooperation is called."""
    return tr("Field of cooperation: {field}", field=field)


def figure_words(metric: str, subject: str, period: str) -> str:
    """Return how a figure is called by what it measures, of what, and when ("" for none)."""
    what = tr("{metric}: {subject}", metric=metric, subject=subject) if subject else metric
    return tr("{what}, {period}", what=what, period=period) if period else what


def conversion_words(what: str, one: str, other: str) -> str:
    """Return how the source's own conversion of a figure is called, by the units' codes."""
    return tr(
        "{what}: the source's own conversion from {one} to {other}",
        what=what, one=one, other=other,
    )  # fmt: skip


def relation_words(relation: str, subject: str, thing: str) -> str:
    """Return how a relation is called."""
    words = {
        "part-of": tr("{subject} is part of {object}", subject=subject, object=thing),
        "seated-in": tr(
            "{subject} has its headquarters in {object}", subject=subject, object=thing
        ),
        "located-in": tr("{subject} lies in {object}", subject=subject, object=thing),
        "makes": tr("{subject} makes {object}", subject=subject, object=thing),
        "develops": tr("{subject} develops {object}", subject=subject, object=thing),
        "uses": tr("{subject} uses {object}", subject=subject, object=thing),
        "owns": tr("{subject} owns {object}", subject=subject, object=thing),
        "member-of": tr("{subject} is a member of {object}", subject=subject, object=thing),
        "same-as": tr("{subject} and {object} are one company", subject=subject, object=thing),
    }
    return words[relation]
