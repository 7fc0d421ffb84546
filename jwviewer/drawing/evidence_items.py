"""Facts set for a picture: a numbered item each, and the chosen one in full."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from jwviewer.dossier.columns import Ints
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.schema import FACT_KINDS, FACT_TABLES
from jwviewer.drawing.flow import Flow, Run, set_text, unbroken
from jwviewer.drawing.sheet import Sheet
from jwviewer.language import tr
from jwviewer.queries.bases import judgement_words, weak_lines, weak_parts
from jwviewer.queries.fact_card import FactCard
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.wording import (
    date_words,
    kind_name,
    main_evidence,
    place_in_source,
    value_words,
    voice,
    when_words,
)

NUMBER = 26.0
DOT = 14.0
GAP = 9.0
TOGETHER = 28
_KINDS = {
    "figure": 9, "event": 8, "award": 8, "programme": 8, "conversion": 7, "role": 6,
    "claim": 5, "relation": 4, "company": 3, "person": 2, "technology": 2, "place": 1,
}  # fmt: skip
NAMED = 3.0
"""How much a programme matters that is only named."""


class Item(Struct, frozen=True):
    """One fact of the list with its text set; ``height`` includes the gap below it."""

    fact_id: str
    flow: Flow
    height: float


def set_item(
    dossier: Dossier, fact_id: str, highlight: Highlight, articles: Mapping[str, str],
    sheet: Sheet, width: float,
) -> Item:  # fmt: skip
    """Set a fact's label and value, its date and voice, and where it stands in its source."""
    fact, ink = dossier.fact(fact_id), sheet.theme.ink
    faint = highlight.dimmed(fact_id)
    text = ink["faint"] if faint else ink["text"]
    value = value_words(dossier, fact)
    first = [Run(fact.label + ("  " if value else ""), "body", text)]
    if value:
        first.append(Run(_together(value), "bold", text))
    piece = main_evidence(dossier, fact_id)
    place = place_in_source(dossier, piece, articles) if piece else tr("no passage recorded")
    parts = (
        kind_name(fact.kind),
        date_words(fact) or when_words(dossier, fact),
        voice(dossier, fact),
        *weak_lines(weak_parts(fact)),
        judgement_words(dossier, fact_id),
        place,
    )
    told = "\u00a0· ".join(_together(part) for part in parts if part)
    second = [Run(told, "tiny", ink["faint" if faint else "dim"])]
    flow = set_text(sheet, [first, second], width - sheet.px(NUMBER + DOT), gap=1)
    return Item(fact_id, flow, flow.height + sheet.px(GAP))


def _together(text: str) -> str:
    """Keep a short value or place on one line."""
    return text.replace(" ", "\u00a0") if len(text) <= TOGETHER else text


def set_card(card: FactCard, dossier: Dossier, sheet: Sheet, width: float, *, brief: bool) -> Flow:
    """Set the chosen fact: title, value, chips, and unless ``brief`` all that is known of it."""
    ink = sheet.theme.ink
    colour = sheet.theme.of_fact(dossier, card.company_ids).text
    paragraphs = [[Run(card.title, "heading", colour)]]
    if card.strong:
        value = [Run(card.strong + (" " if card.rest else ""), "number", ink["text"])]
        paragraphs.append([*value, Run(card.rest, "body", ink["text"])] if card.rest else value)
    paragraphs.append([Run(chip, "tiny", ink["dim"], chip=True) for chip in card.chips])
    if not brief:
        chip = Run(tr("ƒ derived"), "tiny", ink["dim"], chip=True)
        paragraphs += [
            [
                Run(derived.label + ": ", "small", ink["dim"]),
                Run(unbroken(derived.value) + "  ", "bold", ink["text"]),
                chip,
                Run("  " + derived.formula, "tiny", ink["dim"]),
            ]
            for derived in card.derived
        ]
        for label, text in card.rows:
            paragraphs.append(
                [Run(label + ": ", "small", ink["dim"]), Run(text, "small", ink["text"])]
            )
        for text in card.unsaid:
            label = tr("Not said: ")
            paragraphs.append([Run(label, "small", ink["dim"]), Run(text, "small", ink["dim"])])
    return set_text(sheet, paragraphs, width, gap=4)


def most_important(highlight: Highlight, positions: Ints, most: int) -> list[int]:
    """Return the positions that matter most where there is no room for all, the best first."""
    facts, selection = highlight.dossier.columns, highlight.selection
    kinds = facts.kind[positions]
    weights = np.array([_KINDS.get(kind, 0) for kind in FACT_KINDS], np.float32)[kinds]
    programmes = np.flatnonzero(kinds == FACT_KINDS.index("programme"))
    listed = facts.table[positions[programmes]] == FACT_TABLES.index("entities")
    weights[programmes[listed]] = NAMED
    if selection.period is not None:
        weights[highlight.dims(positions)] -= 12.0
    focus = highlight.dossier.positions.get(selection.focus or "")
    if focus is not None:
        weights[highlight.related[positions]] += 30.0
        weights[positions == focus] += 100.0
    found: list[int] = []
    # The heaviest first: there are few different weights, but to sort a million takes long.
    while len(found) < most and (top := weights.max(initial=-np.inf)) > -np.inf:
        here = np.flatnonzero(weights == top)
        found += positions[here[: most - len(found)]].tolist()
        weights[here] = -np.inf
    return found


def standing(dossier: Dossier, fact_id: str) -> float:
    """Return how much a fact's kind matters, whatever is chosen."""
    fact = dossier.fact(fact_id)
    return (
        NAMED if fact.table == "entities" and fact.kind == "programme" else _KINDS.get(fact.kind, 0)
    )
