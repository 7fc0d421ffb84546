"""The tables of a dossier, their columns and what each cell may hold.

This is the only schema the program trusts: the one that travels inside a
dossier's ``datapackage.json`` is written for other tools and never obeyed.
Vocabulary after Data Package v2, XBRL (period kind, decimals) and FHIR (bounds).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

FORMAT = 1
"""The dossier format this program writes; a higher number is refused."""

CellType = Literal[
    "id",  # [a-z0-9][a-z0-9-]{0,63}; unique in the table, fact ids unique in the dossier
    "ref",  # the id of a row in one of ``tables``
    "refs",  # several ids separated by ";"
    "text",  # plain text, at most ``most`` characters
    "names",  # several names separated by ";"
    "enum",  # one of ``values``
    "edtf",  # a date, see dates.py
    "duration",  # PnY, PnM, PnW or PnD
    "decimal",  # decimal text in base units, see quantity.py
    "int",
    "ints",  # whole numbers from 0, ascending, separated by ";"
    "unit",  # see units.py
    "country",  # ISO 3166-1 alpha-2
    "language",  # BCP 47, such as en or zh-Hans
    "sha256",
    "url",
]

MODES = ("narration", "reported", "document", "quote", "quote-unnamed", "hedged", "supplied")
"""Whose voice a fact is told in; supplied: that of the person who keeps the dossier."""
BASES = ("stated", "inferred", "supplied")
"""How something is known: the source says it, it was concluded, or a person supplied it."""
DATE_BASES = (*BASES, "undated")
VERDICTS = ("verified", "doubtful", "disputed")
"""How the person who keeps the dossier judges a fact."""
# Only what is printed can have a second end, so no range is inferred.
INFERRED_BOUNDS = ("eq", "gt", "ge", "lt", "le", "about", "nearly", "over-about")
BOUNDS = (*INFERRED_BOUNDS, "range")
DEALS = (
    "agreement", "letter_of_intent", "joint_venture", "acquisition", "investment",
    "supply", "licence",
)  # fmt: skip
"""Types of events that bind companies to each other."""
EVENT_TYPES = (
    *DEALS, "launch", "award", "programme", "plan", "cooperation", "ceremony", "other",
)  # fmt: skip
ENTITY_KINDS = ("company", "person", "place", "programme", "technology", "product")
FACT_KINDS = (
    "company", "person", "role", "place", "relation", "event", "figure",
    "conversion", "programme", "award", "technology", "claim",
)  # fmt: skip
SUPPORTS = (
    "whole", "name", "value", "unit", "bound", "change", "part", "period", "base",
    "date", "duration", "order", "place", "person", "role", "organisation", "party",
    "subject", "company", "result", "object", "voice",
)  # fmt: skip
"""Which attribute of its fact a span of evidence supports."""


class Column(Struct, frozen=True):
    """One column: its name, what a cell may hold, and whether it may be empty."""

    name: str
    type: CellType
    required: bool = False
    values: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    most: int = 400
    description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file is ``data/<name>.csv``; the key columns make a row unique."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    facts: bool = False
    description: str = ""
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {c.name: c for c in self.columns})


FACT_TABLES = (
    "entities",
    "roles",
    "relations",
    "events",
    "topics",
    "figures",
    "conversions",
    "claims",
)


def _id(name: str) -> Column:
    return Column(name, "id", required=True, description="the row's own id")


def _ref(name: str, *tables: str, required: bool = False, description: str = "") -> Column:
    return Column(name, "ref", required=required, tables=tables, description=description)


def _enum(
    name: str, values: tuple[str, ...], required: bool = False, description: str = ""
) -> Column:
    return Column(name, "enum", required=required, values=values, description=description)


def _text(name: str, required: bool = False, most: int = 400, description: str = "") -> Column:
    return Column(name, "text", required=required, most=most, description=description)


def _voice() -> tuple[Column, ...]:
    return (
        _enum(
            "mode",
            MODES,
            True,
            "whose voice: narration, reported speech, a document, a quote, …; supplied: a person's own",
        ),
        _ref(
            "asserter_id", "entities", description="who says so, only where the source names them"
        ),
        _ref("asserter_event_id", "events", description="the document that says so, by its event"),
        _text("note", most=400, description="a remark in our own words"),
    )


SCHEMA: tuple[Table, ...] = (
    Table("sources", ("source_id",), (
        _id("source_id"),
        _text("title", True, description="what the source is, in our words if it has no title"),
        _text("publisher"), _text("author"), Column("url", "url"),
        Column("supplied", "names", description="columns of this row that are not from the source but supplied by a person, such as published"),
        Column("published", "edtf", description="empty when the source does not give its own date"),
        Column("written_after", "edtf", description="the source is known to be later than this"),
        _enum("written_after_basis", BASES),
        Column("language", "language"),
        Column("text_sha256", "sha256", True, description="SHA-256 of the normalised text in UTF-8"),
        Column("text_chars", "int", True, description="length of the normalised text in code points"),
        Column("paragraph_starts", "ints", description="where each paragraph of the normalised text begins, in code points"),
        _enum("text_norm", ("jw-1",), True, "how the text was normalised"),
        _text("note"),
    ), description="articles the facts come from; their text is never part of the dossier"),
    Table("entities", ("entity_id",), (
        _id("entity_id"), _enum("kind", ENTITY_KINDS, True), _text("name", True, 200),
        _text("short_name", most=60), _text("name_local", most=200),
        Column("aliases", "names", most=600, description="other names, separated by ;"),
        Column("country", "country"), _text("definition", most=300, description="in our own words"),
        Column("company_ids", "refs", tables=("entities",), description="companies it belongs to"),
        _enum("company_basis", BASES, description="is that stated, or inferred from the paragraph?"),
        *_voice(),
    ), True, "companies, people, places, programmes, technologies and products"),
    Table("roles", ("role_id",), (
        _id("role_id"), _ref("person_id", "entities", required=True), _text("role", True, 80),
        _ref("organisation_id", "entities", required=True),
        Column("period", "edtf"), _enum("period_basis", DATE_BASES, True), *_voice(),
    ), True, "who holds which office where"),
    Table("relations", ("relation_id",), (
        _id("relation_id"), _ref("subject_id", "entities", required=True),
        _enum("relation", ("part-of", "seated-in", "located-in", "makes", "develops", "uses", "owns", "member-of", "same-as"), True),
        _ref("object_id", "entities", required=True), _enum("basis", BASES, True),
        Column("period", "edtf"), _enum("period_basis", DATE_BASES, True), *_voice(),
    ), True, "how two entities hang together"),
    Table("events", ("event_id",), (
        _id("event_id"), _enum("event_type", EVENT_TYPES, True), _text("label", True, 160),
        Column("date", "edtf"), _enum("date_basis", DATE_BASES, True),
        Column("not_before", "edtf"), Column("not_after", "edtf"),
        _ref("after_event_id", "events", description="known to be later than this event"),
        _ref("before_event_id", "events", description="known to be earlier than this event"),
        Column("duration", "duration"), _ref("place_id", "entities"),
        _text("result", most=120, description="what came of it, such as the prize"),
        *_voice(),
    ), True, "agreements, ceremonies, programmes, awards, … dated or not"),
    Table("participants", ("event_id", "entity_id", "role"), (
        _ref("event_id", "events", required=True), _ref("entity_id", "entities", required=True),
        _enum("role", ("party", "attendee", "host", "winner", "subject", "developer", "investor", "target", "supplier", "customer"), True),
        _enum("basis", BASES, True, "inferred when the source does not say it of this event itself"),
    ), description="who took part in an event, and as what"),
    Table("topics", ("topic_id",), (
        _id("topic_id"), _ref("event_id", "events", required=True), _text("label", True, 120),
        _ref("entity_id", "entities", description="the technology or product meant, if it is listed"),
        *_voice(),
    ), True, "fields of cooperation and subjects of an event"),
    Table("metrics", ("metric_id",), (
        _id("metric_id"), _text("label", True, 120),
        _enum("quantity", ("count", "money", "ratio", "change", "duration", "measure"), True, "measure: a physical quantity such as power"),
        Column("unit", "unit", description="empty for money: the figure names its currency"),
        _enum("period_kind", ("flow", "stock", "cumulative", "unknown"), True),
        _text("definition", most=300),
    ), description="what the figures measure"),
    Table("figures", ("figure_id",), (
        _id("figure_id"), _ref("entity_id", "entities", required=True),
        _enum("entity_basis", BASES, True), _ref("metric_id", "metrics", required=True),
        _ref("subject_id", "entities", description="what is counted, such as a product"),
        _ref("part_of_id", "figures", description="the figure this one is a part of"),
        _enum("part_basis", BASES),
        _ref("change_of_id", "figures", description="the figure whose change this is"),
        _enum("direction", ("increase", "decrease"), description="of a change; the value stays positive"),
        Column("value", "decimal", True), Column("value_high", "decimal", description="upper end of a range"),
        _enum("bound", BOUNDS, True), _enum("inferred_bound", INFERRED_BOUNDS, description="inherited, not printed with this number"),
        Column("decimals", "int", description="last known decimal place: 2 cents, 0 ones, -3 thousands"),
        Column("unit", "unit", True, description="a count noun, %, a physical unit or an ISO 4217 code, or ? for an unsettled currency"),
        Column("period", "edtf"), _enum("period_basis", DATE_BASES, True),
        Column("base_period", "edtf"), _enum("base_basis", BASES), *_voice(),
    ), True, "reported numbers with their bounds"),
    Table("conversions", ("conversion_id",), (
        _id("conversion_id"), _ref("from_id", "figures", required=True), _ref("to_id", "figures", required=True),
        *_voice(),
    ), True, "one amount given by the source in two currencies"),
    Table("claims", ("claim_id",), (
        _id("claim_id"), _enum("kind", ("superlative", "first", "intent", "quality", "outcome", "activity"), True),
        _text("gist", True, 200, "in our own words"),
        Column("company_ids", "refs", tables=("entities",)), _enum("company_basis", BASES),
        _ref("subject_id", "entities"), _ref("event_id", "events"),
        Column("period", "edtf"), _enum("period_basis", DATE_BASES, True), *_voice(),
    ), True, "what is said of somebody without a number, with its voice"),
    Table("omissions", ("omission_id",), (
        _id("omission_id"), _text("label", True, 200, "what the source does not say"),
        _ref("source_id", "sources"), _ref("fact_id", *FACT_TABLES), _text("attribute", most=40),
    ), description="what the sources do not say"),
    Table("judgements", ("fact_id",), (
        _ref("fact_id", *FACT_TABLES, required=True), _enum("verdict", VERDICTS, True),
        _text("note", description="why"),
    ), description="how the person who keeps the dossier judges facts; never part of what a source says"),
    Table("rates", ("rate_id",), (
        _id("rate_id"),
        Column("from_currency", "unit", True, description="ISO 4217; one unit of it is worth value"),
        Column("to_currency", "unit", True, description="ISO 4217"),
        Column("value", "decimal", True), _enum("bound", ("eq", "about"), True),
        Column("period", "edtf", description="when the rate held; empty if not known"),
        _text("source", True, 200, "where the rate is from"), _text("note"),
    ), description="exchange rates supplied by a person, only to show amounts beside those of the source"),
    Table("evidence", ("evidence_id",), (
        _id("evidence_id"), _ref("source_id", "sources", required=True),
        _ref("fact_id", *FACT_TABLES, required=True), _enum("supports", SUPPORTS, True),
        Column("start", "int", True), Column("end", "int", True), Column("span_sha256", "sha256", True),
    ), description="where in the source a fact's attribute stands: [start, end) in code points of the normalised text"),
)  # fmt: skip

TABLES: dict[str, Table] = {t.name: t for t in SCHEMA}
