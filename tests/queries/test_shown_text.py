from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jwviewer.queries.shown_text import MOST_RUN, ShownText

TEXTS = st.lists(
    st.sampled_from(["word ", "船 ", "🚢", "é", "\n", "x" * (MOST_RUN - 1), "🚢" * MOST_RUN, " "]),
    max_size=8,
).map("".join)


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")


@given(TEXTS)
def test_every_character_is_found_in_the_widget_and_back(text: str) -> None:
    shown = ShownText(text)
    units = _units(shown.text)
    for position, char in enumerate(text):
        place = shown.to_shown(position)
        wide = _units(char)
        assert units[2 * place : 2 * place + len(wide)] == wide
        assert shown.to_source(place) == position
    assert shown.to_shown(len(text)) == len(units) // 2


def test_long_words_are_broken_for_show_only() -> None:
    text = "a" * (3 * MOST_RUN + 5)
    shown = ShownText(text)
    assert max(map(len, shown.text.split("\n"))) == MOST_RUN
    assert shown.text.replace("\n", "") == text
    assert ShownText("short words stay").text == "short words stay"


def test_the_second_half_of_a_wide_character_belongs_to_it() -> None:
    shown = ShownText("a🚢b")
    assert [shown.to_source(n) for n in range(4)] == [0, 1, 1, 2]


def test_positions_outside_are_held_to_the_ends() -> None:
    shown = ShownText("abc")
    assert shown.to_shown(99) == 3
    assert shown.to_source(99) == 3
    assert shown.to_source(-5) == 0
