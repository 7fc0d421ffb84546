from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.metrics import metrics_body
from jwviewer.drawing.metrics_items import Words
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.places import seed
from jwviewer.session import State


@pytest.mark.parametrize("size", [QSizeF(1600, 800), QSizeF(600, 260)])
def test_references_begin_where_the_figure_wants_them(qapp: QApplication, size: QSizeF) -> None:
    state = State(open_dossier(seed("jac-weichai")))
    sheet = Sheet(load_theme("light"), refs=True, first_ref=50)
    body = metrics_body(state, sheet, size)
    numbers = [body.drawing.refs[fact_id] for fact_id in body.fact_ids]
    assert numbers == list(range(50, 50 + len(numbers)))
    assert numbers


def test_references_number_facts_in_the_order_of_reading(qapp: QApplication) -> None:
    sheet = Sheet(load_theme("light"), refs=True)
    body = metrics_body(State(open_dossier(seed("jac-weichai"))), sheet, QSizeF(989, 420))
    assert body.fact_ids[:4] == ("sold-2018", "sold-light-2018", "sold-k7-2018", "sold-k7-change")
    texts = [item.text for item in body.drawing.items if isinstance(item, Words)]
    assert "> 260,000 ¹" in texts
    assert "just under 200,000 ²" in texts
    assert len(body.fact_ids) == 9
