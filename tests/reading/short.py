"""Score what jwviewer reads out of short items, each of which shows a few constructions.

    python -m tests.reading.short [FILE …] [--errors]

A file holds items, each with its text and its gold facts as tests/reading/articles/README.md
tells them, but without figures and places; "dates" are dates that other facts of the item have.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records
from tests.reading.make_gold import ARTICLES, LISTS, compile_facts
from tests.reading.matching import Row, Tally
from tests.reading.measures import Comparison

FILES = tuple(
    ARTICLES / "short" / f"{name}.toml"
    for name in ("english", "later", "third", "fourth", "fifth", "vault")
)
MEASURES = ("date", "company", "person", "role", "event type", "event", "claim")


def items(path: Path) -> list[tuple[str, list[Row]]]:
    """Return the text and the gold facts of every item of a file. Raises GoldError."""
    return [_item(one) for one in tomllib.loads(path.read_text("utf-8"))["items"]]


def _item(entry: dict[str, Any]) -> tuple[str, list[Row]]:
    text = entry.pop("text")
    dates = entry.pop("dates", [])
    for key in set(entry) & set(LISTS):
        for fact in entry[key]:
            if key == "claims":
                fact.setdefault("k", "quality")
            elif key in ("events", "awards"):
                fact.setdefault("n", fact["w"])
    gold = compile_facts(entry, text)
    for value, passage in dates:
        start = text.index(passage)
        place = {"start": start, "end": start + len(passage), "supports": "date"}
        gold.append({"kind": "date", "date": value, "date_basis": "stated", "evidence": [place]})
    return text, gold


def compare(path: Path) -> list[Comparison]:
    """Return a comparison for every item of a file."""
    return [Comparison(gold, reading_records(read_text(text)), text) for text, gold in items(path)]


def totals(compared: list[Comparison]) -> dict[str, Tally]:
    """Return the sums of what short items are measured by."""
    made = {name: Tally() for name in MEASURES}
    for one in compared:
        measured = one.measures()
        for name in MEASURES:
            made[name].add(measured[name])
    return made


def main(arguments: list[str]) -> None:
    """Print the score of files of short items."""
    files = [Path(one) for one in arguments if not one.startswith("-")] or list(FILES)
    for path in files:
        compared = compare(path)
        print(f"{path.name}: {len(compared)} items")
        for name, tally in totals(compared).items():
            print(
                f"{name:12} P {tally.precision:.2f} R {tally.recall:.2f} F1 {tally.f1:.2f}"
                f" right {tally.right} wrong {tally.wrong} missed {tally.missed}"
            )
        print("invented dates", [day for one in compared for day in one.invented_dates()])
        for one in compared if "--errors" in arguments else ():
            print(f"\n{one.text.strip()[:60]}")
            for name in MEASURES:
                for error in one.measures()[name].errors:
                    print(f"  {name}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
