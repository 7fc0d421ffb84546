"""What drawing and panning a timeline took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Measured:
    """CPU milliseconds of the first picture and of a step, memory in MB; None: not reached."""

    render: float | None = None
    frame: float | None = None
    slowest: float | None = None
    memory: float | None = None
    nodes: int | None = None
