"""No regular expression of the reader can be made to run for ever."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import jwviewer.dossier

LENGTH = 100_000
HOSTILE = tuple(
    (seed * LENGTH)[:LENGTH] + tail
    for seed in (
        "1",
        "a",
        "-",
        " ",
        "\n",
        "1,",
        "a-",
        "1.",
        ";",
        "0;",
        '"',
        "a;b",
        "é",
        "1 000 ",
        "X",
    )
    for tail in ("", "!", "\0")
)


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for module in pkgutil.iter_modules(jwviewer.dossier.__path__):
        loaded = importlib.import_module(f"jwviewer.dossier.{module.name}")
        found += [
            (f"{module.name}.{name}", value)
            for name, value in vars(loaded).items()
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
        ]
    return found


@pytest.mark.parametrize(
    ("name", "pattern"), patterns(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_hostile_cell_does_not_hang_a_pattern(name: str, pattern: re.Pattern[str]) -> None:
    started = time.process_time()
    for text in HOSTILE:
        pattern.fullmatch(text)
    # A pattern that goes back and forth would take hours; the bound is no measure of speed.
    assert time.process_time() - started < 20, name
