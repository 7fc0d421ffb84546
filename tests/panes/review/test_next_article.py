"""One article after another in the same pane."""

from __future__ import annotations

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.panes.review.fact_list import badge_of
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review
from jwviewer.reading.review_rows import placement
from jwviewer.reading.sitting import Sitting
from jwviewer.session import State
from tests.review_hands import now, press

SHORT = """Kerning Works Ltd opened a yard in Lisbon.

Volta Marine AB and Kerning Works Ltd signed an agreement in Oslo in June 2021.

Volta Marine sold 270,000 engines in 2020.
"""


@pytest.mark.parametrize("left", [False, True])
def test_the_next_article_has_only_marks_of_its_own(qtbot, pane, left) -> None:
    if left:
        pane.end()
    pane.begin(Sitting(Review.of(read_text(SHORT))), "Another article")
    for _ in now(pane).order:
        press(qtbot, pane, "A")
    assert now(pane).progress.accepted == len(now(pane).order)
    document = pane.text.document()
    marked = set()
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        formats = block.layout().formats()
        assert bool(formats) == bool(block.text())
        marked |= {block.text()[one.start : one.start + one.length] for one in formats}
    assert "270,000 engines" in marked


def test_a_date_that_is_contradicted_is_told(qtbot, pane) -> None:
    told = "Volta Marine AB acquired Kerning Works Ltd in {month} 2021."
    pane.begin(Sitting(Review.of(read_text(told.format(month="June")))), "One article")
    for _ in now(pane).order:
        press(qtbot, pane, "A")
    known = Dossier.from_rows(placement(now(pane), Dossier.from_rows({})).tables)
    pane.show_state(State(known))
    pane.begin(Sitting(Review.of(read_text(told.format(month="July")))), "Another article")
    event = next(k for k, i in now(pane).items.items() if i.fact.kind == "event")
    pane.choose_fact(event)
    text = pane.side.card.card.text
    assert "contradicts the dossier" in text
    assert "June 2021" in text
    matches = pane.side.facts.facts.matches
    inks = [badge_of(now(pane), key, matches[key]) for key in now(pane).order]
    assert {ink for told, ink in inks if told == "confirms the dossier"} == {"dim"}
    assert ("contradicts the dossier", "warning") in inks
