"""Make the fonts in resources/fonts from fonts that Debian packages; run by `make fonts`.

The result is committed, so this runs only when the set of characters changes. Same inputs,
same bytes: resources/fonts/SOURCES.json names both by hash, and `--check` compares them.

Packages: fonts-inter, fonts-noto-cjk, fonts-noto-core (all under the Open Font License).
The subsets carry names of their own, so that a font installed on the system under the
original name can never be mixed in.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "fonts"
SYSTEM = Path("/usr/share/fonts")

LATIN_FAMILY = "Jwviewer Sans"
CHINESE_FAMILY = "Jwviewer Sans SC"
SYMBOLS_FAMILY = "Jwviewer Symbols"
SHAPES_FAMILY = "Jwviewer Shapes"


@dataclass(frozen=True)
class Recipe:
    """One output file: where its glyphs come from and which of them it keeps."""

    output: str
    family: str
    style: str
    package: str
    source: str
    member: str  # the family inside a collection; empty for a plain font
    characters: frozenset[int]
    features: tuple[str, ...]


def _ranges(*pairs: tuple[int, int]) -> frozenset[int]:
    return frozenset(code for first, last in pairs for code in range(first, last + 1))


def _gb2312() -> frozenset[int]:
    """Return everything GB 2312 encodes: 6,763 hanzi and its symbols."""
    found = set()
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


LATIN = _ranges(
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1 and Extended-A
    (0x18F, 0x192),
    (0x1CD, 0x1DC),  # pinyin with tone marks
    (0x218, 0x21B),
    (0x2C6, 0x2DD),
    (0x300, 0x30C),  # combining accents, for names in decomposed form
    (0x384, 0x3CE),  # Greek letters, for units
    (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2000, 0x206F),
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),
    (0x2100, 0x218B),  # letter-like signs and fractions
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2318, 0x2318),
    (0x2460, 0x2473),
    (0x25A0, 0x25FF),
    (0x2600, 0x2605),
    (0x26A0, 0x26A0),
    (0x2713, 0x2717),
)
CHINESE = (
    _gb2312()
    | _ranges(
        (0x20, 0x7E),  # so that a purely Chinese label keeps one style for its digits
        (0x2E80, 0x2E80),
        (0x3000, 0x303F),
        (0x31C0, 0x31C0),
        (0x3371, 0x33DF),  # squared units
        (0x5104, 0x5104),  # 億 and 萬, which also stand in simplified texts
        (0x842C, 0x842C),
        (0xFF01, 0xFF5E),
        (0xFFE0, 0xFFE6),
    )
    | _ranges((0x2500, 0x257F), (0x2580, 0x25FF))
)
SYMBOLS = _ranges((0x2190, 0x21FF), (0x22EE, 0x22F1), (0x27E6, 0x27EB))  # ⟦ ⟧ frame hidden signs
SHAPES = _ranges((0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2610, 0x2612), (0x26A0, 0x26A0),
                 (0x2713, 0x2718))  # fmt: skip

LATIN_FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern")  # not calt: it redraws "->" and "2x4"
RECIPES = (
    Recipe("jwviewer-sans-regular.otf", LATIN_FAMILY, "Regular", "fonts-inter",
           "opentype/inter/Inter-Regular.otf", "", LATIN, LATIN_FEATURES),
    Recipe("jwviewer-sans-semibold.otf", LATIN_FAMILY, "SemiBold", "fonts-inter",
           "opentype/inter/Inter-SemiBold.otf", "", LATIN, LATIN_FEATURES),
    Recipe("jwviewer-sans-bold.otf", LATIN_FAMILY, "Bold", "fonts-inter",
           "opentype/inter/Inter-Bold.otf", "", LATIN, LATIN_FEATURES),
    Recipe("jwviewer-sans-sc-regular.otf", CHINESE_FAMILY, "Regular", "fonts-noto-cjk",
           "opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", CHINESE, ()),
    Recipe("jwviewer-sans-sc-bold.otf", CHINESE_FAMILY, "Bold", "fonts-noto-cjk",
           "opentype/noto/NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", CHINESE, ()),
    Recipe("jwviewer-symbols.ttf", SYMBOLS_FAMILY, "Regular", "fonts-noto-core",
           "truetype/noto/NotoSansMath-Regular.ttf", "", SYMBOLS, ()),
    Recipe("jwviewer-shapes.ttf", SHAPES_FAMILY, "Regular", "fonts-noto-core",
           "truetype/noto/NotoSansSymbols2-Regular.ttf", "", SHAPES, ()),
)  # fmt: skip


def build(recipe: Recipe) -> bytes:
    """Return the bytes of the subset that ``recipe`` describes."""
    font = _open(recipe)
    _use_tabular_digits(font)
    options = subset.Options()
    options.layout_features = list(recipe.features)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=recipe.characters)
    subsetter.subset(font)
    _rename(font, recipe)
    _align_line_height(font)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _open(recipe: Recipe) -> TTFont:
    path = SYSTEM / recipe.source
    if not path.is_file():
        raise SystemExit(f"{path} is missing; install it with: apt-get install {recipe.package}")
    if not recipe.member:
        return TTFont(path, recalcTimestamp=False)
    collection = TTCollection(str(path))
    for font in collection.fonts:
        if font["name"].getDebugName(1) == recipe.member:
            font.recalcTimestamp = False
            return font
    raise SystemExit(f"{path} has no face named {recipe.member}")


def _use_tabular_digits(font: TTFont) -> None:
    """Make digits equally wide without a font feature, so that figures line up everywhere."""
    table: Any = font["GSUB"].table if "GSUB" in font else None
    records = table.FeatureList.FeatureRecord if table and table.FeatureList else []
    wide: dict[str, str] = {}
    for record in records:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    wide.update(getattr(part, "ExtSubTable", part).mapping)
    for encoding in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            glyph = encoding.cmap.get(code)
            if glyph in wide:
                encoding.cmap[code] = wide[glyph]


def _rename(font: TTFont, recipe: Recipe) -> None:
    names = font["name"]
    linked = recipe.style in ("Regular", "Bold")
    postscript = f"{recipe.family}-{recipe.style}".replace(" ", "")
    texts = {
        1: recipe.family if linked else f"{recipe.family} {recipe.style}",
        2: recipe.style if linked else "Regular",
        3: f"{postscript}; subset for jwviewer",
        4: f"{recipe.family} {recipe.style}",
        6: postscript,
    }
    if not linked:
        texts |= {16: recipe.family, 17: recipe.style}
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = texts[4], recipe.family


def _align_line_height(font: TTFont) -> None:
    """Give every face the same ascent and descent, so that a Chinese word moves no line."""
    em = font["head"].unitsPerEm
    ascent, descent = round(em * 2728 / 2816), round(em * 680 / 2816)
    head, metrics = font["hhea"], font["OS/2"]
    head.ascent, head.descent, head.lineGap = ascent, -descent, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ascent, -descent, 0
    metrics.usWinAscent, metrics.usWinDescent = ascent, descent


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Write the fonts, or with ``--check`` compare them with what is there; return 0 if equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args(arguments).check
    fonts = {recipe.output: build(recipe) for recipe in RECIPES}
    sources = {
        recipe.output: {
            "family": recipe.family,
            "style": recipe.style,
            "package": recipe.package,
            "source": recipe.source,
            "source_sha256": _sha256((SYSTEM / recipe.source).read_bytes()),
            "sha256": _sha256(fonts[recipe.output]),
        }
        for recipe in RECIPES
    }
    fonts["SOURCES.json"] = (json.dumps(sources, indent=2) + "\n").encode()
    if check:
        stale = [name for name, data in fonts.items() if (TARGET / name).read_bytes() != data]
        for name in stale:
            print(f"resources/fonts/{name} differs from what its source gives")
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in fonts.items():
        (TARGET / name).write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
