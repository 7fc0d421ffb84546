"""What forms call the columns of tables and the words that cells may hold."""

from __future__ import annotations

from msgspec import Struct

from jwviewer.dossier.schema import TABLES, Column
from jwviewer.dossier.units import CURRENCIES, unit_label, units
from jwviewer.language import tr
from jwviewer.queries.bases import basis_words, verdict_words
from jwviewer.queries.wording import (
    bound_words,
    claim_name,
    entity_kind_name,
    event_name,
    mode_name,
    participant_role,
    supports_name,
)

_HIDDEN = frozenset({
    "text_sha256", "text_chars", "paragraph_starts", "text_norm", "supplied", "span_sha256",
})  # fmt: skip
"""What the program itself keeps."""


class Sort(Struct, frozen=True):
    """A sort of new row: its table, the cells that make it that sort, and its name."""

    key: str
    table: str
    preset: tuple[tuple[str, str], ...]
    name: str


def sorts() -> tuple[Sort, ...]:
    """Return the sorts of rows that a person can add, those added most first."""
    entity = [
        Sort(kind, "entities", (("kind", kind),), name)
        for kind, name in (
            ("company", tr("Company")), ("person", tr("Person")), ("place", tr("Place")),
            ("product", tr("Product")), ("technology", tr("Technology")),
            ("programme", tr("Programme")),
        )
    ]  # fmt: skip
    return (
        Sort("figure", "figures", (), tr("Figure")),
        Sort("event", "events", (("event_type", "agreement"),), tr("Event or agreement")),
        Sort("award", "events", (("event_type", "award"),), tr("Award")),
        Sort("claim", "claims", (), tr("Claim")),
        *entity,
        Sort("role", "roles", (), tr("Role")),
        Sort("relation", "relations", (), tr("Relation")),
        Sort("same-as", "relations", (("relation", "same-as"),), tr("Two names, one company")),
        Sort("topic", "topics", (), tr("Field of cooperation")),
        Sort("conversion", "conversions", (), tr("Conversion")),
        Sort("metric", "metrics", (), tr("Metric")),
        Sort("omission", "omissions", (), tr("Something not said")),
        Sort("rate", "rates", (), tr("Exchange rate of mine")),
    )


def shown_columns(table: str) -> tuple[Column, ...]:
    """Return the columns that a form shows, in the order of the schema."""
    own = TABLES[table].key if len(TABLES[table].key) == 1 else ()
    return tuple(
        column
        for column in TABLES[table].columns
        if column.name not in _HIDDEN and not (column.name in own and column.type == "id")
    )


def column_name(table: str, column: str) -> str:
    """Return what a form calls a column."""
    own = {
        ("entities", "kind"): tr("Kind"), ("claims", "kind"): tr("Sort of claim"),
        ("entities", "definition"): tr("In our words"), ("figures", "entity_id"): tr("Of whom"),
        ("figures", "subject_id"): tr("Counted"), ("relations", "subject_id"): tr("Who or what"),
        ("relations", "object_id"): tr("Whom or what"), ("claims", "subject_id"): tr("About"),
        ("topics", "entity_id"): tr("Technology or product"),
        ("participants", "entity_id"): tr("Who"), ("roles", "role"): tr("Office"),
        ("rates", "from_currency"): tr("One unit of"), ("rates", "to_currency"): tr("In units of"),
        ("rates", "value"): tr("Is worth"), ("rates", "source"): tr("Where it is from"),
        ("metrics", "label"): tr("Metric"), ("metrics", "quantity"): tr("Measures"),
    }.get((table, column))  # fmt: skip
    return own or {
        "title": tr("Title"), "publisher": tr("Publisher"), "author": tr("Author"),
        "url": tr("Address"), "published": tr("Published"), "written_after": tr("Written after"),
        "language": tr("Language"), "note": tr("Remark"), "name": tr("Name"),
        "short_name": tr("Short name"), "name_local": tr("Name in its own script"),
        "aliases": tr("Other names"), "country": tr("Country"), "company_ids": tr("Companies"),
        "person_id": tr("Person"), "organisation_id": tr("Organisation"), "period": tr("Period"),
        "relation": tr("Relation"), "event_type": tr("Sort of event"), "label": tr("Name"),
        "date": tr("Date"), "not_before": tr("Not before"), "not_after": tr("Not after"),
        "after_event_id": tr("Later than"), "before_event_id": tr("Earlier than"),
        "duration": tr("Duration"), "place_id": tr("Place"), "result": tr("Result"),
        "event_id": tr("Event"), "metric_id": tr("Metric"), "part_of_id": tr("Part of"),
        "change_of_id": tr("Change of"), "direction": tr("Direction"), "value": tr("Value"),
        "value_high": tr("Upper end"), "bound": tr("Bound"),
        "inferred_bound": tr("Inferred bound"), "decimals": tr("Last known place"),
        "unit": tr("Unit"), "base_period": tr("Against"), "from_id": tr("From"),
        "to_id": tr("To"), "gist": tr("In our words"), "mode": tr("Voice"),
        "asserter_id": tr("Said by"), "asserter_event_id": tr("Said in"),
        "fact_id": tr("Fact"), "source_id": tr("Source"), "attribute": tr("Attribute"),
        "verdict": tr("Judgement"), "supports": tr("Supports"), "role": tr("As"),
        "period_kind": tr("Kind of period"), "quantity": tr("Measures"),
        "definition": tr("Definition"),
    }.get(column) or (tr("How known") if column.endswith("basis") else column)  # fmt: skip


def word_name(table: str, column: str, word: str) -> str:
    """Return one of the words of a list in plain words."""
    if column.endswith("basis"):
        return basis_words(word)
    named = {
        "mode": mode_name, "bound": bound_words, "inferred_bound": bound_words,
        "event_type": event_name, "verdict": verdict_words, "supports": supports_name,
    }.get(column)  # fmt: skip
    if named is not None:
        return named(word)
    if column == "kind":
        return entity_kind_name(word) if table == "entities" else claim_name(word)
    if (table, column) == ("participants", "role"):
        return participant_role(word)
    return {
        "part-of": tr("is part of"), "seated-in": tr("has its headquarters in"),
        "located-in": tr("lies in"), "makes": tr("makes"), "develops": tr("develops"),
        "uses": tr("uses"), "owns": tr("owns"), "member-of": tr("is a member of"),
        "same-as": tr("is the same company as"), "increase": tr("up"), "decrease": tr("down"),
        "flow": tr("over a time"), "stock": tr("at one moment"),
        "cumulative": tr("since the beginning"), "unknown": tr("not known"),
        "count": tr("a count"), "money": tr("an amount of money"), "ratio": tr("a share"),
        "change": tr("a change"), "measure": tr("a physical quantity"),
    }.get(word, word)  # fmt: skip


def hint(table: str, column: Column) -> str:
    """Return what an empty field shows that it expects."""
    if column.type == "edtf":
        return tr("2018, 2018-05, 2018-05-31, 2013/2018, 2018~")
    if column.name == "decimals":
        return tr("0 ones, -3 thousands, 2 hundredths")
    return {
        "duration": "P7Y, P18M", "decimal": "260000", "names": tr("separated by ;"),
        "url": "https://", "language": "en, zh-Hans", "country": "CN",
    }.get(column.type, "")  # fmt: skip


def unit_choices() -> tuple[tuple[str, str], ...]:
    """Return common units with their names, and the currencies."""
    known = tuple((code, unit_label(code)) for code in units())
    money = ("CNY", "USD", "EUR", *sorted(CURRENCIES - {"CNY", "USD", "EUR"}))
    return (*known[:12], *((code, code) for code in money), *known[12:])
