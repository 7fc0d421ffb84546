"""Sizes that pictures are usually wanted in."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.language import tr

LEAST_SIDE = 64
MOST_SIDE = 30_000
MOST_PIXELS = 120_000_000
"""A picture of so many pixels needs half a gigabyte while it is painted."""
LEAST_FACTOR, MOST_FACTOR = 0.25, 8.0


@dataclass(frozen=True, slots=True)
class Preset:
    """A named size in pixels; ``dpi`` makes it print at the right size, 0 leaves that open."""

    name: str
    width: int
    height: int
    dpi: int = 0

    @property
    def title(self) -> str:
        """The preset's name for people, with its size."""
        return tr(
            "{name} ({width} × {height})",
            name=_titles()[self.name],
            width=self.width,
            height=self.height,
        )


PRESETS = (
    Preset("slide", 1920, 1080),
    Preset("half-slide", 960, 1080),
    Preset("a4-landscape", 3508, 2480, 300),
    Preset("a4-portrait", 2480, 3508, 300),
    Preset("uhd", 3840, 2160),
)


class SizeRefused(ValueError):
    """A picture of that size cannot be made; the sentence says why."""


def pixels(width: int, height: int, scale: float) -> tuple[int, int]:
    """Return size × scale in whole pixels, or raise SizeRefused."""
    if not LEAST_FACTOR <= scale <= MOST_FACTOR:
        raise SizeRefused(
            tr(
                "The scale must lie between {least} and {most}.",
                least=LEAST_FACTOR,
                most=f"{MOST_FACTOR:g}",
            )
        )
    wide, high = round(width * scale), round(height * scale)
    if min(width, height) < LEAST_SIDE or min(wide, high) < LEAST_SIDE:
        raise SizeRefused(
            tr("A picture needs at least {least} × {least} pixels.", least=LEAST_SIDE)
        )
    if max(wide, high) > MOST_SIDE or wide * high > MOST_PIXELS:
        raise SizeRefused(
            tr(
                "{width} × {height} pixels are too many: at most {most} million in all "
                "and {side} on a side.",
                width=f"{wide:,}",
                height=f"{high:,}",
                most=MOST_PIXELS // 1_000_000,
                side=f"{MOST_SIDE:,}",
            )
        )
    return wide, high


def _titles() -> dict[str, str]:
    return {
        "slide": tr("Slide"),
        "half-slide": tr("Half a slide"),
        "a4-landscape": tr("A4 landscape, 300 dpi"),
        "a4-portrait": tr("A4 portrait, 300 dpi"),
        "uhd": tr("4K screen"),
    }
