"""CPU time and memory of a process with all that it started (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> set[int]:
    """Return a process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            parents[int(entry.name)] = int(stat[1])
    found, before = {pid}, 0
    while len(found) > before:
        before = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def cpu_ms(pid: int) -> float:
    """Return the CPU time of a family so far, in milliseconds, ended children included."""
    stats = (_stat(one) for one in family(pid))
    return sum(1000 / _TICKS * sum(map(int, stat[11:15])) for stat in stats if stat)


def memory_mb(pid: int) -> float:
    """Return the memory of a family, what they share counted once (PSS), in megabytes."""
    return sum(_pss(one) for one in family(pid)) / 1024


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def _stat(pid: int) -> list[str]:
    """Return what follows a process's name: state, parent, …; nothing if it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
