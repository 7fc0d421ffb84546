from __future__ import annotations

import pytest

from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.theme import load_theme
from jwviewer.drawing.timeline_labels import REF, Run, Typesetter, reference
from jwviewer.queries.timeline_words import Words

LONG = Words(
    "Comprehensive agreement on engines", "> 260,000", ("Research", "Sales"), "end not stated"
)


@pytest.fixture
def sheet(qapp):
    from jwviewer.drawing.fonts import FAMILY

    return Sheet(load_theme("light"), 1.0, FAMILY)


def text_of(block):
    return [" ".join("".join(run.text for run in line.runs).split()) for line in block.lines]


def test_with_room_everything_stands_on_one_line(sheet):
    first = next(Typesetter(sheet).forms(LONG, False, 2000))
    assert text_of(first) == [
        "Comprehensive agreement on engines > 260,000: Research · Sales — end not stated"
    ]


@pytest.mark.parametrize("room", [90, 150, 220, 330, 480, 700])
def test_no_form_is_wider_than_its_room_or_loses_a_word(sheet, room):
    for block in Typesetter(sheet).forms(LONG, True, room):
        assert block.width <= max(room, 1)
        words = " ".join(text_of(block))
        for needed in ("Comprehensive agreement on engines", "> 260,000", "end not stated"):
            assert "".join(needed.split()) in "".join(words.split())


def test_fields_that_do_not_fit_are_counted(sheet):
    blocks = Typesetter(sheet).forms(LONG, False, 420, compact=True)
    texts = [" ".join(text_of(block)) for block in blocks]
    assert all("Research" in text or "2 fields" in text for text in texts)
    assert any("2 fields" in text for text in texts)


def test_a_word_longer_than_the_line_is_broken_inside(sheet):
    lines = Typesetter(sheet).broken((Run("Donaudampfschifffahrtsgesellschaft"),), 60)
    assert "".join(run.text for line in lines for run in line.runs) == (
        "Donaudampfschifffahrtsgesellschaft"
    )
    assert all(line.width <= 60 for line in lines)


def test_chinese_breaks_between_characters(sheet):
    lines = Typesetter(sheet).broken((Run("北方新能源动力机械股份有限公司合作协议"),), 80)
    assert len(lines) > 2
    assert all(line.width <= 80 for line in lines)


def test_a_reference_stays_with_its_number_and_apart_from_it(qapp):
    from jwviewer.drawing.fonts import FAMILY

    sheet = Sheet(load_theme("light"), 1.0, FAMILY, refs=True)
    for block in Typesetter(sheet, 20).forms(LONG, False, 200):
        texts = ["".join(run.text for run in line.runs) for line in block.lines]
        assert any("260,000" + REF in text for text in texts)
    assert reference(4) == "\u00a0⁴"
