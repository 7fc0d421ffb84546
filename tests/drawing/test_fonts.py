"""The bundled fonts: there, complete, and used for both scripts on every system."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout
from PySide6.QtWidgets import QApplication

import jwviewer
from jwviewer.drawing.fonts import (
    CHINESE_FAMILY,
    FAMILY,
    FILES,
    SHAPES_FAMILY,
    SYMBOLS_FAMILY,
    install_fonts,
)
from jwviewer.places import resource

FAMILIES = [FAMILY, CHINESE_FAMILY, SYMBOLS_FAMILY, SHAPES_FAMILY]
CHINESE = "江淮汽车潍柴动力山东重工集团有限公司"
SIGNS = ">≥<≤≈÷×−±→▶○●▒ƒ⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂“”‘’–—…·€¥£⟦⟧▸▾✕✓⚠☐☑"


def _foreign(text: str) -> dict[str, set[str]]:
    """Return the characters that a system font or no font would draw, and which."""
    font = QFont(install_fonts())
    # One by one: in a longer text Qt does not say which character a run begins with.
    used = {character: _families(character, font) for character in text}
    return {character: names for character, names in used.items() if not names <= set(FAMILIES)}


def _families(text: str, font: QFont) -> set[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {
        run.rawFont().familyName() if all(run.glyphIndexes()) else "no font"
        for run in layout.glyphRuns()
    }


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """A font database needs one."""


def test_installing_twice_registers_each_face_once() -> None:
    assert install_fonts() == install_fonts() == FAMILY
    assert sorted(QFontDatabase.styles(FAMILY)) == ["Bold", "Regular", "SemiBold"]
    assert QFont.substitutes(FAMILY) == [name.lower() for name in FAMILIES[1:]]


@pytest.mark.parametrize("text", ["Weichai", CHINESE, SIGNS, "Größe Łódź ǚ Ω", "JAC 江淮 > 1"])
def test_no_glyph_comes_from_the_system(text: str) -> None:
    assert _foreign(text) == {}


def test_every_hanzi_of_gb_2312_is_there() -> None:
    hanzi = "".join(
        bytes((lead, trail)).decode("gb2312", errors="ignore")
        for lead in range(0xB0, 0xF8)
        for trail in range(0xA1, 0xFF)
    )
    assert len(hanzi) == 6763
    assert _foreign(hanzi) == {}


# From one letter to another, in a pattern or a comparison: what is looked for is not shown.
_RANGE = re.compile(r"""[^\x00-\x7f]-[^\x00-\x7f]|<= "[^\x00-\x7f]"|"[^\x00-\x7f]" <=""")


def test_every_sign_that_the_program_itself_shows_is_there() -> None:
    package = Path(jwviewer.__file__).parent
    texts = [_RANGE.sub("", path.read_text(encoding="utf-8")) for path in package.rglob("*.py")]
    assert _foreign("".join(sorted({c for c in "".join(texts) if c.isprintable()}))) == {}


def test_digits_are_equally_wide_so_that_figures_line_up() -> None:
    metrics = QFontMetricsF(QFont(install_fonts()))
    assert len({metrics.horizontalAdvance(digit * 6) for digit in "0123456789"}) == 1


def test_a_chinese_name_does_not_move_the_line() -> None:
    install_fonts()
    latin, chinese = (QFontMetricsF(QFont(name)) for name in (FAMILY, CHINESE_FAMILY))
    assert latin.height() == pytest.approx(chinese.height(), abs=0.5)
    assert latin.ascent() == pytest.approx(chinese.ascent(), abs=0.5)


def test_the_licence_travels_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert all(resource("fonts", name).is_file() for name in FILES)
