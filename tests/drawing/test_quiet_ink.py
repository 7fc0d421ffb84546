from __future__ import annotations

import pytest

from jwviewer.drawing.profile_cell import quiet_ink
from jwviewer.drawing.theme import THEMES, contrast, load_theme


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("surface", "lit"), [("pane", False), ("related", False), ("selected", True), ("tray", True)]
)
def test_the_quietest_text_is_readable_where_it_stands(name: str, surface: str, lit: bool) -> None:
    theme = load_theme(name)
    assert contrast(quiet_ink(theme, lit=lit), theme.surface[surface]) >= 4.5
