"""Sizes: what comes out has size × scale pixels, and what cannot be made is refused in words."""

from __future__ import annotations

import pytest

from jwviewer.export.presets import PRESETS, SizeRefused, pixels


def test_presets_are_what_slides_and_paper_need() -> None:
    sizes = {preset.name: (preset.width, preset.height, preset.dpi) for preset in PRESETS}
    assert sizes["slide"] == (1920, 1080, 0)
    assert sizes["half-slide"] == (960, 1080, 0)
    # 210 × 297 mm at 300 dots an inch.
    assert sizes["a4-portrait"] == (2480, 3508, 300)
    assert sizes["a4-landscape"] == (3508, 2480, 300)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_its_size(preset: object) -> None:
    assert str(preset.width) in preset.title  # type: ignore[attr-defined]


def test_pixels_are_size_times_scale() -> None:
    assert pixels(1921, 1080, 1.5) == (2882, 1620)
    assert pixels(400, 300, 0.25) == (100, 75)


@pytest.mark.parametrize(
    ("size", "why"),
    [
        ((1920, 1080, 9.0), "scale"), ((1920, 1080, 0.0), "scale"),
        ((1920, 1080, float("nan")), "scale"),
        ((40, 300, 1.0), "at least"), ((100, 100, 0.25), "at least"),
        ((20_000, 20_000, 1.0), "too many"), ((30_000, 64, 8.0), "too many"),
    ],
)  # fmt: skip
def test_a_size_that_cannot_be_made_is_refused(size: tuple[int, int, float], why: str) -> None:
    with pytest.raises(SizeRefused, match=why):
        pixels(*size)
