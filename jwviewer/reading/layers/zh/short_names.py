"""Shorter forms of full company names where they stand alone in a Chinese text."""

from __future__ import annotations

import re
from collections import defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found
from jwviewer.reading.layers.zh.segments import Segments, segments_of
from jwviewer.reading.layers.zh.words import places_of


def add_short_names(draft: Draft, known: FirmWords, found: Found) -> None:
    """Find shorter forms of full names where they stand alone: 中联轨道 of 中联轨道交通装备."""
    view = draft.article.view
    segments = segments_of(draft)
    full = [name for name in found.strength if len(name) > 5 or _is_made(name, segments)]
    if not full:
        return
    taken = bytearray(len(view))
    for start, end in places_of(found.strength, view):
        taken[start:end] = b"\1" * (end - start)
    cores = _cores(full, known)
    if not cores:
        return
    spots: dict[str, list[int]] = defaultdict(list)
    for start, end in places_of(cores, view):
        if not taken[start]:
            spots[view[start:end]].append(start)
    for head, listed in cores.items():
        for core in listed:
            _short_forms(view, core, spots[head], known, found)


def _is_made(name: str, segments: Segments) -> bool:
    """Tell whether a name begins with two signs that are no common word: 芯澜微电子."""
    return len(name) > 3 and not segments.kind(name[:2]) and not segments.kind(name[:3])


def _cores(full: list[str], known: FirmWords) -> dict[str, list[str]]:
    """Return the names without place and legal form by their first two signs."""
    cores: dict[str, list[str]] = defaultdict(list)
    for name in full:
        end = known.place_end(name)
        core = name[end:] if end < len(name) - 3 else name
        core = re.sub(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)\Z", "", core)
        head = core[:2]
        if (
            len(core) < 4
            or known.is_plain(head)
            or known.openers.end(core)
            or head in ("中国", "国家")
        ):
            continue
        if core not in cores[head] and len(cores[head]) < 4:
            cores[head].append(core)
    return {head: listed for head, listed in cores.items() if listed}


def _short_forms(view: str, core: str, spots: list[int], known: FirmWords, found: Found) -> None:
    counts: dict[str, int] = defaultdict(int)
    for start in spots:
        size = 2
        while size < len(core) and view[start + size : start + size + 1] == core[size]:
            size += 1
        short = core[:size]
        tail = view[start + 2 : known.tails.end(view, start + 2, start + 8)]
        if tail and size < 4 and tail in core:
            short = core[:2] + tail
        behind = view[start + 2 : start + 3]
        shown = known.acts.match(view, start + 2) or known.executive.match(view, start + 2)
        if len(short) > 2 or shown or not "一" <= behind <= "鿿":
            counts[short] += 1
    for short, count in counts.items():
        if short[-1] in "省市县区州" or known.is_plain(short):
            continue
        if re.search(rf"{re.escape(short)}[省市县区镇乡州]", view):
            continue  # 岚川 is where 岚川农投公司 is.
        if len(short) > 2 or count > 1 or len(counts) == 1:
            found.add(short, 0.75)
