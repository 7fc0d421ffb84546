"""Pictures too small for their text to be read are refused, with the size that would do."""

from __future__ import annotations

from math import ceil

from jwviewer.drawing.figure import READABLE, units_scale
from jwviewer.export.presets import SizeRefused
from jwviewer.language import tr

_STEP = 1.005
"""How much larger the next size tried is; finer than a pixel of any small picture."""


def check_readable(width: int, height: int, scale: float, *, dense: bool = False) -> None:
    """Raise SizeRefused when text would be lower than six pixels; name a size that is not."""
    if _readable(width, height, scale, dense):
        return
    wide, high, factor = width, height, 1.0
    while not _readable(wide, high, scale, dense):
        factor *= _STEP
        wide, high = ceil(width * factor), ceil(height * factor)
    wanted = {"width": f"{wide:,}", "height": f"{high:,}"}
    if scale < 1:
        raise SizeRefused(
            tr(
                "Text would be too small to read: at a scale of {scale} a picture of this shape "
                "needs at least {width} × {height}.",
                scale=f"{scale:g}",
                **wanted,
            )
        )
    raise SizeRefused(
        tr(
            "Text would be too small to read: a picture of this shape needs at least "
            "{width} × {height} pixels.",
            **wanted,
        )
    )


def _readable(width: int, height: int, scale: float, dense: bool) -> bool:
    # A larger scale makes the same picture sharper, but no more readable where it is shown.
    return units_scale(width, height, dense=dense) * min(scale, 1.0) >= READABLE
