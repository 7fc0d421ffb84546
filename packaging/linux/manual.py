"""The man page, made of what the program's own --help says and of manual.toml."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

WORDS = Path(__file__).with_name("manual.toml")
_ENTRY = re.compile(r"  (\S.*?)(?:\s{2,}(\S.*))?")


def manual(program: Sequence[str], version: str, date: str) -> str:
    """Return the page in roff; ``program`` is asked for its help, ``date`` is year-month-day."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    overall = _help(program)
    commands = re.findall(r"^    (\w+)\s{2,}(.+)$", overall, flags=re.MULTILINE)
    lines = [
        f'.TH JWVIEWER 1 "{date}" "jwviewer {version}" "User Commands"',
        ".SH NAME",
        f"jwviewer \\- {_plain(words['name'])}",
        ".SH SYNOPSIS",
        ".B jwviewer",
        "[\\fIDOSSIER\\fR]",
    ]
    for name, _ in commands:
        lines += [".br", f".B jwviewer {name}", _plain(_usage(_help([*program, name]), name))]
    lines += [".SH DESCRIPTION", *_paragraphs(words["description"]), ".SH COMMANDS"]
    for name, meaning in commands:
        lines += [f".SS {name}", _plain(_sentence(meaning))]
        for entry, said in _options(_help([*program, name])):
            lines += [".TP", f"\\fB{_plain(entry)}\\fR", _plain(_sentence(said))]
    lines += [".SH OPTIONS"]
    for entry, said in _options(overall):
        lines += [".TP", f"\\fB{_plain(entry)}\\fR", _plain(_sentence(said))]
    for heading in ("exit status", "environment", "files"):
        lines.append(f".SH {heading.upper()}")
        for entry, said in words[heading].items():
            lines += [".TP", f"\\fB{_plain(entry)}\\fR", *_paragraphs(said)]
    return "\n".join(lines) + "\n"


def _help(command: Sequence[str]) -> str:
    done = subprocess.run(
        [*command, "--help"],
        env={**os.environ, "COLUMNS": "1000", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _usage(text: str, name: str) -> str:
    found = re.match(rf"usage: jwviewer {name} (.*)", text)
    return found[1].replace("[-h] ", "") if found else ""


def _options(text: str) -> list[tuple[str, str]]:
    """Return each option, with its value, and what is said of it."""
    _, _, listed = text.partition("\noptions:\n")
    found = [_ENTRY.fullmatch(line) for line in listed.partition("\n\n")[0].splitlines()]
    return [(match[1], match[2] or "") for match in found if match and match[1] != "-h, --help"]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "." if text else ""


def _paragraphs(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return [line for part in parts for line in (".PP", _plain(part))][1:]


def _plain(text: str) -> str:
    """Escape what roff would take for its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text)
