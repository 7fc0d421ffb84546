"""Companies and agreements between them, made up to be counted in titles."""

from __future__ import annotations


def company_row(name: str) -> dict[str, str]:
    """Return the row of a company."""
    return {"entity_id": name, "kind": "company", "name": name.title(), "mode": "narration"}


def deal_rows(made: list[tuple[tuple[str, ...], str]]) -> dict[str, list[dict[str, str]]]:
    """Return agreements, each of its parties and with its date; "" is none."""
    events = [
        {
            "event_id": f"e{n}", "event_type": "agreement", "label": f"Agreement {n}",
            "date": when, "date_basis": "stated" if when else "undated", "mode": "narration",
        }
        for n, (_, when) in enumerate(made)
    ]  # fmt: skip
    takers = [
        {"event_id": f"e{n}", "entity_id": one, "role": "party", "basis": "stated"}
        for n, (who, _) in enumerate(made)
        for one in who
    ]
    return {"events": events, "participants": takers}
