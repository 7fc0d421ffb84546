"""Who says something, and how; remarks on some of it."""

from __future__ import annotations

import numpy as np

from tests.benchmarks.industry.cells import Array, Columns, chosen, empty, taken

MODES = {
    "narration": 0.46, "reported": 0.2, "document": 0.15, "quote": 0.08, "quote-unnamed": 0.04,
    "hedged": 0.06, "supplied": 0.01,
}  # fmt: skip
# How many of a mode's rows name somebody.
_NAMED = (0, 0.6, 0, 1.0, 0, 0.3, 0)
_NOTES = (
    "The table gives no day; the page was set in March",
    "Read off a chart, so the last digit is not sure",
    "Restated later, when two divisions were joined",
    "The press release and the annual report differ, and neither says why",
    "Translated; the word may also mean orders received",
    "Without the plants that were sold in the same year",
    "Preliminary, as the footnote says",
    "Includes dealers' stock, unlike earlier years",
    "The unit stands in the heading only",
    "Counted by the association, not by the company",
)


def voice(
    rng: np.random.Generator, count: int, speakers: list[str], papers: list[str] | None = None
) -> Columns:
    """Return the columns of who says it, given entities that can speak and events on paper."""
    mode = chosen(rng, list(MODES.values()), count)
    named = rng.random(count) < np.array(_NAMED)[mode]
    who = np.where(named, rng.integers(0, len(speakers), count), -1)
    noted = np.where(rng.random(count) < 0.06, rng.integers(0, len(_NOTES), count), -1)
    return {
        "mode": taken(MODES, mode),
        "asserter_id": taken(speakers, who),
        "asserter_event_id": _papers(rng, mode, papers),
        "note": taken(_NOTES, noted),
    }


def _papers(rng: np.random.Generator, mode: Array, papers: list[str] | None) -> list[str]:
    if not papers:
        return empty(len(mode))
    on_paper = (mode == list(MODES).index("document")) & (rng.random(len(mode)) < 0.5)
    return taken(papers, np.where(on_paper, rng.integers(0, len(papers), len(mode)), -1))
