"""Fictional dossiers for the timeline: one of every kind of date, and random crowds."""

from __future__ import annotations

from random import Random

from jwviewer.dossier.dossier import Dossier

Row = dict[str, object]
Rows = dict[str, list[Row]]
VOICE: Row = {"mode": "narration"}
NAMES = (
    "Aurora Motors",
    "Borealis Industry",
    "北方新能源动力机械股份有限公司",
    "The Very Long Named Cooperative Society of Vehicle Builders of the Western Provinces",
    "Cirrus",
    "Dune",
    "Estuary Holdings",
)
WORDS = (
    "agreement", "joint", "plant", "new energy", "engine", "合作协议", "opening", "of the",
    "supply", "Unterzeichnungsfeierlichkeitsprotokollabteilung", "line", "software",
)  # fmt: skip


def company(entity_id: str, name: str) -> Row:
    return {"entity_id": entity_id, "kind": "company", "name": name, **VOICE}


def event(event_id: str, label: str, date: str = "", **more: object) -> Row:
    basis = "stated" if date else "undated"
    row: Row = {"event_id": event_id, "event_type": "other", "label": label, "date": date}
    return {**row, "date_basis": basis, **VOICE, **more}


def parties(event_id: str, *companies: str) -> list[Row]:
    return [
        {"event_id": event_id, "entity_id": firm, "role": "party", "basis": "stated"}
        for firm in companies
    ]


def figure(figure_id: str, company_id: str, value: str, period: str = "", **more: object) -> Row:
    row: Row = {
        "figure_id": figure_id, "entity_id": company_id, "entity_basis": "stated",
        "metric_id": "sold", "value": value, "bound": "eq", "decimals": 0, "unit": "vehicle",
        "period": period, "period_basis": "stated" if period else "undated",
    }  # fmt: skip
    return {**row, **VOICE, **more}


def metrics() -> list[Row]:
    kinds = (("sold", "Vehicles sold", "count", "vehicle", "flow"),
             ("plants", "Plants", "count", "plant", "stock"),
             ("income", "Income", "money", "", "flow"))  # fmt: skip
    names = ("metric_id", "label", "quantity", "unit", "period_kind")
    return [dict(zip(names, kind, strict=True)) for kind in kinds]


def dossier() -> Dossier:
    """Return two parties and a third company with one fact of every sort of date."""
    events: list[dict[str, object]] = [
        event("pact", "Pact", "2013", event_type="agreement"),
        event("together", "Cooperation", "2014/..", event_type="cooperation"),
        event("second", "Second pact", after_event_id="pact", event_type="agreement"),
        event("between", "Talks", after_event_id="pact", not_after="2016-06"),
        event("meeting", "Meeting", "2015-05-04"),
        event("study", "Study", "2012-03/2015", event_type="programme"),
        event("guess", "Guess", "2016", date_basis="inferred"),
        event("rough", "Rough date", "2011~"),
        event("yearless", "Anniversary", "XXXX-05-04"),
        event("prize", "Prize", result="first prize", event_type="award"),
        event("long", "Long programme", duration="P7Y", event_type="programme"),
        event("lone", "Somebody's fair", "2015"),
    ]
    takers: list[dict[str, object]] = [
        *parties("pact", "aurora", "borealis"),
        *parties("together", "borealis", "aurora"),
        *parties("second", "aurora", "borealis"),
        *parties("between", "aurora", "borealis"),
        *parties("meeting", "aurora", "borealis"),
        {"event_id": "meeting", "entity_id": "cirrus", "role": "host", "basis": "stated"},
        *parties("study", "aurora"),
        *parties("guess", "borealis"),
        *parties("rough", "aurora"),
        *parties("yearless", "aurora"),
        *parties("prize", "borealis"),
        *parties("long", "aurora"),
    ]
    figures = [
        figure("sold-2018", "aurora", "260000", "2018", bound="gt"),
        figure(
            "sold-vans", "aurora", "200000", "2018", part_of_id="sold-2018", part_basis="stated"
        ),
        figure("plants-day", "aurora", "7", "2018-12-31", metric_id="plants", unit="plant"),
        figure("plants-year", "borealis", "4", "2017", metric_id="plants", unit="plant"),
        figure(
            "money", "borealis", "100000000", "2018", metric_id="income", unit="CNY", bound="gt"
        ),
        figure("money-usd", "borealis", "14000000", "2018", metric_id="income", unit="USD"),
        figure("supplied", "cirrus", "600", bound="gt"),
    ]
    rows: Rows = {
        "entities": [
            company("aurora", "Aurora Motors"),
            company("borealis", "Borealis Industry"),
            company("cirrus", "Cirrus"),
        ],
        "events": events,
        "participants": takers,
        "topics": [
            {"topic_id": "topic-rd", "event_id": "together", "label": "Research", **VOICE},
            {"topic_id": "topic-sales", "event_id": "together", "label": "Sales", **VOICE},
        ],
        "metrics": metrics(),
        "figures": figures,
        "conversions": [
            {"conversion_id": "rate", "from_id": "money", "to_id": "money-usd", **VOICE}
        ],
    }
    return Dossier.from_rows(rows, title="Aurora and Borealis", fictional=True)


def crowd(seed: int, companies: int = 4, events: int = 40, figures: int = 20) -> Dossier:
    """Return a random dossier: every precision of date, open ends, orders, long labels."""
    dice = Random(seed)
    firms = [f"firm-{n}" for n in range(companies)]
    rows: Rows = {
        "entities": [company(f, NAMES[n % len(NAMES)]) for n, f in enumerate(firms)],
        "metrics": metrics(),
        "events": [],
        "participants": [],
        "figures": [],
        "topics": [],
    }
    for n in range(events):
        label = " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 9)))[:160]
        more: Row = {}
        date = _date(dice)
        if not date and n and dice.random() < 0.5:
            more["after_event_id"] = f"event-{dice.randrange(n)}"
        if not date and dice.random() < 0.3:
            more["not_after"] = str(dice.randint(1990, 2020))
        rows["events"].append(event(f"event-{n}", label, date, **more))
        rows["participants"] += parties(
            f"event-{n}", *dice.sample(firms, dice.randint(0, min(3, companies)))
        )
        for topic in range(dice.choice((0, 0, 0, 3))):
            rows["topics"].append(
                {
                    "topic_id": f"topic-{n}-{topic}",
                    "event_id": f"event-{n}",
                    "label": dice.choice(WORDS),
                    **VOICE,
                }
            )
    for n in range(figures if companies else 0):
        value, period = str(dice.randint(0, 10**9)), _date(dice, yearless=False)
        rows["figures"].append(figure(f"figure-{n}", dice.choice(firms), value, period))
    return Dossier.from_rows(rows, title="Crowd", fictional=True)


def _date(dice: Random, yearless: bool = True) -> str:
    year, other = sorted((dice.randint(1995, 2024), dice.randint(1995, 2024)))
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    choices = [
        "", f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}",
        f"{year}-3{dice.randint(3, 6)}", f"{year // 10}X", f"{year}/{other}", f"{year}/..",
        f"../{year}", f"{year}~", "0001", "9999-12-31",
    ]  # fmt: skip
    return dice.choice([*choices, "XXXX-05"] if yearless else choices)
