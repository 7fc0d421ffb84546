"""All forms of a verb, made of the bare one."""

from __future__ import annotations

import re

_SHORT = re.compile(r"[a-z]?[b-df-hj-np-tv-z][aeiu][gnpt]|begin")
"""An irregular verb that doubles its last letter: put, set, win, run."""


def inflected(row: str) -> list[str]:
    """Return the forms of a verb: "buy bought", "take over, took, taken", or only "sign".

    Before the comma stands the bare verb with its particle, after it past and participle, which
    a regular verb leaves out.
    """
    bare, *past = (one.strip() for one in row.split(","))
    verb, _, particle = bare.partition(" ")
    past = [one.removesuffix(f" {particle}") if particle else one for one in past]
    stem = verb.removesuffix("e")
    flat = verb.endswith("y") and verb[-2:-1] not in "aeou"
    third = (
        verb[:-1] + "ies"
        if flat
        else verb + ("es" if re.search(r"(?:s|x|ch|sh|\bgo)\Z", verb) else "s")
    )
    regular = verb[:-1] + "ied" if flat else stem + "ed"
    doubled = past[0][:-2] if past and past[0].endswith(verb[-1:] * 2 + "ed") else stem
    doubled = verb + verb[-1] if past and _SHORT.fullmatch(verb) else doubled
    forms = (verb, third, *(past or [regular]), doubled + "ing")
    return [f"{one} {particle}".strip() for one in dict.fromkeys(forms)]
