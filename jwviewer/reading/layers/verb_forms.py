"""All forms of a verb, made of the bare one."""

from __future__ import annotations

import re


def inflected(row: str) -> list[str]:
    """Return the forms of a verb: "buy bought", "take over, took, taken", or only "sign".

    Before the comma stands the bare verb with its particle, after it past and participle, which
    a regular verb leaves out.
    """
    bare, *past = (one.strip() for one in row.split(","))
    verb, _, particle = bare.partition(" ")
    stem = verb.removesuffix("e")
    flat = verb.endswith("y") and verb[-2:-1] not in "aeou"
    third = (
        verb[:-1] + "ies" if flat else verb + ("es" if re.search(r"(?:s|x|ch|sh)\Z", verb) else "s")
    )
    regular = verb[:-1] + "ied" if flat else stem + "ed"
    doubled = past[0][:-2] if past and past[0].endswith(verb[-1:] * 2 + "ed") else stem
    forms = (verb, third, *(past or [regular]), doubled + "ing")
    return [f"{one} {particle}".strip() for one in dict.fromkeys(forms)]
