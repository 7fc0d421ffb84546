"""The icons for Windows and macOS: complete, read back by another reader, and readable."""

from __future__ import annotations

from io import BytesIO

import make_icons
import pytest
from PIL import IcnsImagePlugin, Image
from PIL.IcoImagePlugin import IcoFile

NAVY, BLUE, ORANGE, WHITE = (23, 50, 77), (86, 180, 233), (230, 159, 0), (255, 255, 255)
DRAWINGS = {"program": make_icons.PROGRAM, "document": make_icons.DOCUMENT}


def _share(image: Image.Image, *colours: tuple[int, int, int]) -> float:
    """Return which share of the pixels has exactly one of the colours, without transparency."""
    counted = image.convert("RGBA").getcolors(maxcolors=2**20) or []
    wanted = [(*colour, 255) for colour in colours]
    return sum(count for count, colour in counted if colour in wanted) / (
        image.width * image.height
    )


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_windows_finds_every_size_drawn_as_such(drawing: make_icons.Drawing) -> None:
    read = IcoFile(BytesIO(make_icons.ico(drawing)))
    assert read.sizes() == {(side, side) for side in (16, 20, 24, 32, 40, 48, 64, 128, 256)}
    for side, _ in read.sizes():
        frame = read.getimage((side, side)).convert("RGBA")
        assert frame.size == (side, side)
        assert frame.getpixel((0, 0))[3] < 128  # type: ignore[index]  # a corner is see-through
        assert _share(frame, BLUE) > 0.015
        assert _share(frame, ORANGE) > 0.015


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_macos_finds_every_size_in_both_densities(drawing: make_icons.Drawing) -> None:
    read = IcnsImagePlugin.IcnsFile(BytesIO(make_icons.icns(drawing)))
    points = (16, 32, 128, 256, 512)
    assert set(read.itersizes()) == {(side, side, by) for side in points for by in (1, 2)}
    for side, _, by in read.itersizes():
        frame = read.getimage((side, side, by))
        assert frame.size == (side * by, side * by)
        assert _share(frame, BLUE) > 0.015
        assert _share(frame, ORANGE) > 0.015


def test_the_small_sizes_of_macos_keep_their_colours_and_their_transparency() -> None:
    read = IcnsImagePlugin.IcnsFile(BytesIO(make_icons.icns(make_icons.PROGRAM)))
    for side in (16, 32):
        frame = read.getimage((side, side, 1)).convert("RGBA")
        drawn = make_icons.PROGRAM.draw(side, make_icons.PROGRAM.macos_share)
        places = ((0, 0), (side // 2, side // 8), (side // 4, side // 4), (side // 2, side // 2))
        for x, y in places:
            colour = drawn.pixelColor(x, y)
            assert frame.getpixel((x, y))[3] == colour.alpha()  # type: ignore[index]
            if colour.alpha() == 255:
                expected = (colour.red(), colour.green(), colour.blue(), 255)
                assert frame.getpixel((x, y)) == expected


def test_sixteen_pixels_are_drawn_on_the_grid() -> None:
    frame = IcoFile(BytesIO(make_icons.ico(make_icons.PROGRAM))).getimage((16, 16))
    assert _share(frame, NAVY, BLUE, ORANGE, WHITE) > 0.85


def test_a_macos_plate_keeps_the_distance_that_apple_asks_for() -> None:
    image = make_icons.PROGRAM.draw(1024, make_icons.MACOS_SHARE)
    solid = [x for x in range(1024) if image.pixelColor(x, 512).alpha() == 255]
    assert abs((solid[-1] - solid[0] + 1) - 824) <= 4


def test_the_same_drawings_give_the_same_files() -> None:
    assert make_icons.ico(make_icons.PROGRAM) == make_icons.ico(make_icons.PROGRAM)
    assert make_icons.icns(make_icons.DOCUMENT) == make_icons.icns(make_icons.DOCUMENT)
