"""Make resources/lexicons/zh/words.toml, the common words of Chinese, from the dictionary of jieba.

    pip install jieba==0.42.1
    python packaging/make_words.py

The package is needed here alone: the program reads the file. Words of several signs are kept if
they are frequent enough for their length and class; names of people and rare brands are left
out, for what is no common word may be the name of a firm or a person.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "lexicons" / "zh" / "words.toml"

HEAD = """\
# Common words of Chinese by class, and in it by how frequent they are (a power of four).
# A line holds words that begin with the same sign: behind it stand the second signs of words of
# two, then, each after a comma, the rests of longer ones.
# From the dictionary of jieba 0.42.1 (https://github.com/fxsjy/jieba), Copyright (c) 2013 Sun
# Junyi, under the licence of MIT; made by packaging/make_words.py, which keeps the frequent ones.
"""

CLASSES = {
    "verb": ("v", "vi", "vq", "vg", "vd"),
    "gerund": ("vn",),
    "particle": ("d", "c", "p", "u", "y", "r", "f", "e", "o", "ad", "k", "ud", "ug", "uj", "ul",
                 "uv", "uz"),
    "number": ("m", "q", "mq", "t", "tg"),
    "quality": ("a", "b", "z", "ag"),
    "place": ("ns",),
}  # fmt: skip
PEOPLE = ("nr", "nrt", "nrfg")
PHRASES = ("i", "l")
LEAST = {2: 40, 3: 60, 4: 200}
"""How often a word of so many signs must stand in the dictionary's corpus; longer ones never do."""
LEAST_PLACE = {2: 12, 3: 12, 4: 30, 5: 60}
LEAST_BRAND = 100
LEAST_NAME = 80
LEAST_SIGN = 300


def kept(word: str, often: int, tag: str, kind: str) -> bool:
    """Tell whether an entry of the dictionary goes into the file."""
    size = len(word)
    if not re.fullmatch(r"[一-鿿]+", word) or (tag in PEOPLE and size != 2):
        return False
    if size == 1:
        return often >= LEAST_SIGN
    if tag in PEOPLE:
        # Of two signs so many are common words, such as 玉米, that the famous names do no harm.
        return tag == "nr" and often >= LEAST_NAME
    if kind == "place":
        return often >= LEAST_PLACE.get(size, math.inf)
    if kind in ("particle", "number"):
        return often >= (10 if size < 4 else 80) and size < 6
    if tag == "nz":
        return often >= LEAST_BRAND and size < 5
    return often >= (150 if tag in PHRASES and size == 4 else LEAST.get(size, math.inf))


def main() -> None:
    """Write the file."""
    by_tag = {tag: kind for kind, tags in CLASSES.items() for tag in tags}
    held: dict[str, dict[int, dict[str, list[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    listed = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    for line in listed.splitlines():
        word, often, tag = line.rsplit(" ", 2)
        kind = by_tag.get(tag, "noun")
        if kept(word, int(often), tag, kind):
            size = min(9, int(math.log(max(int(often), 1), 4)))
            held[kind][size][word[0]].append(word[1:])
    parts = [HEAD]
    for kind in ("noun", *CLASSES):
        parts.append(f"\n[{kind}]\n")
        for size in sorted(held[kind]):
            lines = [_line(first, sorted(rests)) for first, rests in held[kind][size].items()]
            parts.append(f"{size} = '''\n" + "\n".join(sorted(lines)) + "\n'''\n")
    TARGET.write_text("".join(parts), encoding="utf-8", newline="\n")


def _line(first: str, rests: list[str]) -> str:
    single = "".join(one for one in rests if len(one) == 1)
    longer = "".join(f",{one}" for one in rests if len(one) != 1)
    return first + single + longer


if __name__ == "__main__":
    main()
