"""Lexicons: files of words that a user can extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.units import is_currency, is_unit
from jwviewer.places import resource
from jwviewer.reading.lexicons import LexiconRefused, alternatives, load_lexicons, shipped_lexicons
from jwviewer.reading.reading import read_text


def test_a_users_file_adds_to_what_is_shipped(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "units.toml").write_text('[words]\n"bushel baskets" = "{basket}"\n', encoding="utf-8")
    (folder / "bounds.toml").write_text('[before]\ngt = ["way past"]\n', encoding="utf-8")
    lexicons = load_lexicons(resource("lexicons"), tmp_path)
    reading = read_text("It sold way past 500 bushel baskets and 3 km.", lexicons=lexicons)
    figures = [one for one in reading.proposals if one.kind == "figure"]
    assert [(one.value("bound"), one.value("unit")) for one in figures] == [
        ("gt", "{basket}"), ("eq", "km"),
    ]  # fmt: skip


def test_a_users_list_adds_to_a_shipped_list_that_is_one_text(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "places.toml").write_text('cities = ["Aachen", "Fooville"]\n')
    lexicons = load_lexicons(resource("lexicons"), tmp_path)
    shipped = shipped_lexicons().words("en/places", "cities")
    assert "Aachen" in shipped
    assert lexicons.words("en/places", "cities") == (*shipped, "Fooville")


@pytest.mark.parametrize("content", [b"no toml", b"\xff\xfe", b'a = "x'])
def test_a_broken_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mine.toml").write_bytes(content)
    with pytest.raises(LexiconRefused, match=r"mine\.toml"):
        load_lexicons(tmp_path)


def test_what_is_made_of_lexicons_is_made_once() -> None:
    lexicons = load_lexicons()
    made = []

    def make(_: object) -> object:
        made.append(1)
        return object()

    assert lexicons.once(make) is lexicons.once(make)
    assert len(made) == 1


def test_longer_words_come_first_and_blanks_match_a_run() -> None:
    import re

    pattern = re.compile(alternatives(["more", "more than", "C++"]))
    assert [m.group() for m in pattern.finditer("more  than C++ more")] == [
        "more  than",
        "C++",
        "more",
    ]


def test_every_unit_and_currency_of_the_lexicons_is_one_that_a_dossier_can_hold() -> None:
    lexicons = shipped_lexicons()
    units = lexicons.table("en/units", "signs") | lexicons.table("en/units", "words")
    units |= {key: code for key, code in lexicons.table("en/units", "nouns").items() if code}
    assert {code for code in units.values() if not is_unit(code)} == set()
    money = lexicons.table("en/money", "signs") | lexicons.table("en/money", "words")
    assert {code for code in money.values() if not is_currency(code)} == set()
    for codes in lexicons.table("en/money", "open_signs").values():
        assert all(map(is_currency, codes))
