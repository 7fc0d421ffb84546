"""The fonts that ship with the program: Latin first, simplified Chinese behind it."""

from __future__ import annotations

import logging
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from jwviewer.places import resource

logger = logging.getLogger(__name__)

FAMILY = "Jwviewer Sans"
CHINESE_FAMILY = "Jwviewer Sans SC"
SYMBOLS_FAMILY = "Jwviewer Symbols"
SHAPES_FAMILY = "Jwviewer Shapes"
# Regular first: a face that arrives later must not become the family's default.
FILES = (
    "jwviewer-sans-regular.otf",
    "jwviewer-sans-semibold.otf",
    "jwviewer-sans-bold.otf",
    "jwviewer-sans-sc-regular.otf",
    "jwviewer-sans-sc-bold.otf",
    "jwviewer-symbols.ttf",
    "jwviewer-shapes.ttf",
)


def install_fonts() -> str:
    """Register the bundled fonts, once per program, and return the family to ask for.

    Needs a QGuiApplication. A face that cannot be loaded is logged; Qt then takes a system font.
    """
    return _installed(id(QGuiApplication.instance()))


@lru_cache(maxsize=1)
def _installed(_program: int) -> str:
    if not QFontDatabase.hasFamily(FAMILY):
        for name in FILES:
            if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
                logger.error("The bundled font %s cannot be loaded", name)
    if not QFont.substitutes(FAMILY):
        # By name, because the fallback that the system would choose differs between machines.
        QFont.insertSubstitutions(FAMILY, [CHINESE_FAMILY, SYMBOLS_FAMILY, SHAPES_FAMILY])
    return FAMILY
