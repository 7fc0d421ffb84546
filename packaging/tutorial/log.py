"""The harbour log: hundreds of made-up events, few long ago and many on one busy day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from random import Random
from typing import Any, TypeVar

from jwviewer.dossier.dates import describe_date, parse_date

Row = dict[str, Any]
Item = TypeVar("Item")

BUSY_DAY = date(2019, 6, 1)
BUSY_EVENTS = 26
BUSY_MONTH = 14
"""Further events in the month of the busy day."""
LAST_DAY = date(2025, 3, 14)
KNOWN_SINCE = {
    "calder": 1931, "lindor-mutual": 1931, "tarn": 1931, "oskar": 1958, "quillon": 1984,
    "northreach": 1988, "yunjing": 2011, "jade-gull": 2015,
}  # fmt: skip
"""The year each company first comes into the log; before it the lessons have room."""
SAIL = {"northreach", "oskar", "yunjing"}
"""Companies that have ferries."""
_CIRCLES = (
    ("northreach calder", 30), ("northreach", 20), ("calder quillon", 9), ("northreach quillon", 9),
    ("oskar", 8), ("oskar calder", 8), ("yunjing jade-gull", 14), ("yunjing", 6), ("tarn", 5),
    ("northreach lindor-mutual", 8), ("northreach tarn", 6), ("calder tarn", 5), ("quillon", 5),
    ("northreach calder quillon", 10), ("northreach oskar lindor-mutual", 4), ("jade-gull", 4),
    ("yunjing calder jade-gull", 4), ("northreach yunjing", 3), ("lindor-mutual", 6),
    ("calder", 5),
)  # fmt: skip
"""Who does things together, and how often."""
_KINDS = (
    ("launch", 34), ("supply", 26), ("ceremony", 8), ("agreement", 7), ("award", 5),
    ("cooperation", 4), ("licence", 4), ("investment", 4), ("plan", 4), ("programme", 3),
    ("letter_of_intent", 2), ("acquisition", 1), ("joint_venture", 1), ("other", 4),
)  # fmt: skip
_SHIPS_A = (
    "Amber", "Quiet", "Northern", "Silver", "Patient", "Little", "Merry", "Grey", "Early", "Blue",
    "Steady", "Winter", "Copper", "Wandering", "Green", "Bright", "Hollow", "Second",
)  # fmt: skip
_SHIPS_B = (
    "Heron", "Lantern", "Curlew", "Thistle", "Kestrel", "Anchor", "Plover", "Gannet", "Barley",
    "Tern", "Willow", "Petrel", "Harbour", "Skerry", "Otter",
)  # fmt: skip
_GOODS = (
    "mooring ropes", "battery racks", "life rafts", "gangways", "propellers", "radar sets",
    "deck cranes", "ramp hinges", "galley ovens", "fenders", "shaft seals", "signal lamps",
)  # fmt: skip
_LABELS = {
    "ceremony": ("Naming of the ferry {ship}", "Farewell to the ferry {ship}", "Harbour feast"),
    "agreement": ("Agreement on {goods}", "Agreement on spare berths", "Maintenance agreement"),
    "award": ("Prize for the ferry {ship}", "Safety prize", "Prize for quiet {goods}"),
    "cooperation": ("Joint tests of {goods}", "Shared crew school", "Joint purchase of {goods}"),
    "licence": ("Licence for {goods}", "Licence for a hull form"),
    "investment": ("Stake in a plant for {goods}", "Money for a new slipway"),
    "plan": ("Plan for {count} new berths", "Plan for a shorter timetable"),
    "programme": ("Research into {goods}", "Trials with silent {goods}"),
    "letter_of_intent": ("Letter of intent on {goods}",),
    "acquisition": ("Purchase of a workshop for {goods}",),
    "joint_venture": ("Joint workshop for {goods}",),
    "other": ("Refit of the ferry {ship}", "Move to another quay", "Open day"),
}
_ROLES = {
    "launch": ("party", "developer", "supplier"), "supply": ("customer", "supplier", "party"),
    "licence": ("customer", "party", "party"), "investment": ("target", "investor", "party"),
    "acquisition": ("investor", "party", "party"), "ceremony": ("host", "attendee", "attendee"),
    "award": ("winner", "party", "party"),
}  # fmt: skip
_PLACES = (("port-ansel", 10), ("vessmark", 5), ("luyu", 2), ("", 12))


@dataclass(frozen=True)
class Log:
    """The events of the log, who took part in them, and its text with marks."""

    events: list[Row]
    participants: list[Row]
    marked: str


def make_log(names: dict[str, str]) -> Log:
    """Return the log; ``names`` says how it calls every company and place."""
    dice = Random(1931)
    log = Log([], [], "")
    days = sorted(_days(dice))
    for number, (_, when) in enumerate(days, 1):
        _add(log, f"log-{number:03}", when, dice)
    takers: dict[str, list[str]] = {}
    for row in log.participants:
        takers.setdefault(row["event_id"], []).append(names[row["entity_id"]])
    paragraphs = []
    for _, rows in groupby(log.events, key=lambda row: row["date"][:3]):
        lines = [_line(row, takers[row["event_id"]], names) for row in rows]
        paragraphs.append("\n".join(lines))
    return Log(log.events, log.participants, "\n\n".join(paragraphs))


def _days(dice: Random) -> list[tuple[date, str]]:
    """Return days and how exactly the log gives them: the older, the vaguer."""
    found = [(BUSY_DAY, BUSY_DAY.isoformat())] * BUSY_EVENTS
    for year in range(1931, 2026):
        for _ in range(_count(year, dice)):
            day = date(year, 1 + int(12 * dice.random()), 1 + int(28 * dice.random()))
            if day > LAST_DAY:
                day = day.replace(month=1 + day.month % 2)
            vague = dice.random() < (0.75 if year < 1990 else 0.35 if year < 2010 else 0.06)
            text = day.isoformat()
            if vague:
                text = text[:4] if year < 1990 else text[:7]
            found.append((date(year, 1, 1) if len(text) == 4 else day, text))
    for _ in range(BUSY_MONTH):
        day = BUSY_DAY.replace(day=2 + int(28 * dice.random()))
        found.append((day, day.isoformat()))
    return found


def _count(year: int, dice: Random) -> int:
    usual = 0.45 if year < 1990 else 2.6 if year < 2010 else 8.5 if year < 2019 else 14.0
    if year in (2020, 2025):
        usual = 4.0
    return int(usual * (0.6 + 0.8 * dice.random()) + dice.random())


def _add(log: Log, event_id: str, when: str, dice: Random) -> None:
    year = int(when[:4])
    circles = [
        (circle, weight)
        for circle, weight in _CIRCLES
        if all(KNOWN_SINCE[company] <= year for company in circle.split())
    ]
    companies = _pick(circles, dice).split()
    kind = _pick(_KINDS, dice)
    ship = f"{_any(_SHIPS_A, dice)} {_any(_SHIPS_B, dice)}"
    goods, count = _any(_GOODS, dice), 2 + int(38 * dice.random() ** 2)
    if kind == "launch":
        afloat = SAIL.intersection(companies)
        label = f"Launch of the ferry {ship}" if afloat else f"Launch of a new line of {goods}"
    elif kind == "supply":
        label = f"Supply of {count} {goods}"
    else:
        label = _any(_LABELS[kind], dice).format(ship=ship, goods=goods, count=count)
    log.events.append(
        {
            "event_id": event_id, "event_type": kind, "label": label, "date": when,
            "place_id": _pick(_PLACES, dice),
        }
    )  # fmt: skip
    roles = _ROLES.get(kind, ("party",) * 3)
    log.participants.extend(
        {"event_id": event_id, "entity_id": company, "role": role}
        for company, role in zip(companies, roles, strict=False)
    )


def _line(row: Row, takers: list[str], names: dict[str, str]) -> str:
    place = f", {{.place|{names[row['place_id']]}}}" if row["place_id"] else ""
    day = describe_date(parse_date(row["date"]))
    return (
        f"{{{row['event_id']}|{{.date|{day}}}: {{.name|{row['label']}}}. "
        f"{', '.join(takers)}{place}.}}"
    )


def _pick(options: Sequence[tuple[Item, int]], dice: Random) -> Item:
    left = dice.random() * sum(weight for _, weight in options)
    for option, weight in options:
        left -= weight
        if left < 0:
            return option
    return options[-1][0]


def _any(options: Sequence[Item], dice: Random) -> Item:
    return options[int(len(options) * dice.random())]
