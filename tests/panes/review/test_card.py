"""What a card shows around the passage of a fact."""

from __future__ import annotations

import pytest

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.panes.review.card import card_of, runs_of
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review

TABLE = """Key figures of Voltessa AB:

| | 2022 | 2023 |
|---|---|---|
| Revenue (EUR m) | 410 | 455 |
| Passengers | 1,200,000 | 1,310,000 |

The firm is from Oslo.
"""


@pytest.mark.parametrize("wide", [False, True], ids=["the row", "the whole table"])
def test_a_number_in_a_table_is_shown_with_its_headings(wide: bool) -> None:
    review = Review.of(read_text(TABLE))
    figure = next(
        key for key, item in review.items.items() if item.fact.value("value") == "455000000"
    )
    card = card_of(review, figure, None, "", wide=wide, notes=[])
    assert card.passage == "455"
    assert "Revenue" in card.before
    assert ("2023" in card.before) is wide
    assert ("Passengers" in card.after) is wide
    assert "Oslo" not in card.after


def test_what_is_not_stated_takes_one_line_of_a_card() -> None:
    review = Review.of(read_text("Voltessa AB and Kerning Ltd signed an agreement."))
    event = next(key for key, item in review.items.items() if item.fact.kind == "event")
    card = card_of(review, event, None, "", wide=False, notes=[])
    assert len([row for row in card.rows if not row[1]]) > 1
    lines = [
        "".join(run.text for run in runs) for runs in runs_of(card, Sheet(load_theme("light")))
    ]
    silent = [line for line in lines if "ot stated" in line]
    assert silent == ["Not stated: Date, Place, Duration"]
