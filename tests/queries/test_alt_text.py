"""Alt text tells a picture to those who cannot see it, bounds and gaps included."""

from __future__ import annotations

from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.queries.alt_text import MOST_FACTS, alt_text
from jwviewer.queries.titles import Heading

DOSSIER = open_dossier(seed("jac-weichai"))


def test_values_keep_their_bounds_and_undated_facts_stay_undated() -> None:
    ids = ("sold-2018", "agreement-new")
    said = alt_text(DOSSIER, "timeline", Heading("Title", "Subtitle."), ids, ("A note.",))
    lines = said.splitlines()
    assert lines[:2] == ["Timeline: Title.", "Subtitle."]
    assert any(line.startswith("1. ") and "> 260,000 vehicles" in line for line in lines)
    assert any(line.startswith("2. ") and "date not given" in line for line in lines)
    assert "A note." in lines
    assert lines[-1].startswith("Source: ")


def test_an_inherited_bound_is_said_and_called_inferred() -> None:
    said = alt_text(DOSSIER, "metrics", Heading("T", ""), ("income-2018-usd",))
    assert "US$ 33.40 bn; 2018; inferred: lower bound" in said


def test_hedged_claims_keep_their_hedge() -> None:
    hedged = next(f.id for f in DOSSIER.facts if f.mode == "hedged" and f.kind == "claim")
    assert "it is claimed" in alt_text(DOSSIER, "evidence", Heading("T", ""), (hedged,))


def test_a_long_list_is_counted_at_its_end() -> None:
    ids = (tuple(DOSSIER.fact_ids) * 2)[: MOST_FACTS + 7]
    assert "… and 7 more facts." in alt_text(DOSSIER, "evidence", Heading("T", ""), ids)
