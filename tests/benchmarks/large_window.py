"""Rows of the window at a million facts: frames, linked panes, answers, search, pictures.

All go through the window of the program, in a process of its own, on a dossier that
make_dossier made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.asking import Desk, NoAnswer, Patience
from tests.benchmarks.row import Amount, Failed, Line, Row, part

PANES = ("timeline", "profiles", "metrics", "evidence")
LIMIT = 50.0
STALL = 100.0
SLOW = 0.99


def window_rows(
    large: Path, small: Path, home: Path, facts: str, *, rounds: int, patience: Patience
) -> Iterator[Line]:
    """Give a row for everything that is done in the window on the large dossier."""
    desk = Desk(large, home, patience)
    other = Desk(small, home, patience)

    def told(name: str, make: Callable[[str], list[Line]]) -> list[Line]:
        try:
            return make(name)
        except NoAnswer as no:
            return [Failed(name, str(no))]

    def frames(of: str, limits: tuple[float, float]) -> Callable[[str], list[Line]]:
        def make(name: str) -> list[Line]:
            times = desk.ask("frames", of=of, rounds=3 * rounds, beside=True)
            ours, empty = tuple(times["ours"]), tuple(times["empty"])
            return [
                Row(f"{name}, median", ours, empty, limits[0]),
                Row(f"{name}, p99", ours, empty, limits[1], share=SLOW),
            ]

        return make

    def growth(pane: str) -> Callable[[str], list[Line]]:
        def make(name: str) -> list[Line]:
            ours: list[float] = []
            theirs: list[float] = []
            for _ in range(3):
                ours += desk.ask("frames", of=pane, rounds=rounds // 3 + 5)["ours"]
                theirs += other.ask("frames", of=pane, rounds=rounds // 3 + 5)["ours"]
            return [Row(name, tuple(ours), tuple(theirs), 1.3)]

        return make

    def linked(name: str) -> list[Line]:
        times = desk.ask("linked", rounds=rounds)
        return [Row(name, tuple(times["ours"]), tuple(times["theirs"]), 2.5)]

    def answers(do: str) -> Callable[[str], list[Line]]:
        def make(name: str) -> list[Line]:
            return [Amount(name, part(desk.ask(do, rounds=rounds), SLOW), LIMIT)]

        return make

    def picture(pane: str) -> Callable[[str], list[Line]]:
        def make(name: str) -> list[Line]:
            made = desk.ask("picture", pane=pane, rounds=max(3, rounds // 20))
            desk.ask("export", pane=pane)
            words = f"{name}, {made['shapes']} marks and {made['texts']} texts"
            return [Row(words, tuple(made["ours"]), tuple(made["theirs"]), 0.5)]

        return make

    def stall(name: str) -> list[Line]:
        what, most = max(desk.stalls.items(), key=lambda pair: pair[1], default=("nothing", 0.0))
        if not desk.stalls:
            return [Failed(name, "nothing could be done")]
        return [Amount(name, most, STALL, remark=what)]

    def picture_stall(name: str) -> list[Line]:
        pictures = {what: stall for what, stall in desk.stalls.items() if "export" in what}
        if not pictures:
            return [Failed(name, "no picture was made")]
        what = max(pictures, key=pictures.__getitem__)
        return [Amount(name, pictures[what], STALL, remark=what)]

    empty = "frame of an empty PlotWidget"
    try:
        yield from told(
            f"timeline frame at {facts}, full range : {empty}", frames("timeline", (0.8, 2.0))
        )
        yield from told(
            f"timeline frame at {facts}, 3,000 marks in view : {empty}", frames("marks", (2.0, 3.0))
        )
        for pane in PANES:
            yield from told(f"frame of {pane} at {facts} : at 10,000", growth(pane))
        other.close()
        yield from told(f"step of all linked panes at {facts} : timeline frame", linked)
        yield from told(f"choosing a fact at {facts} until all is painted, p99", answers("choose"))
        yield from told(
            f"a step of brushing at {facts} until all is painted, p99", answers("brush")
        )
        yield from told(f"search as you type at {facts}, a letter, p99", answers("search"))
        yield from told(f"longest stall of the window's thread at {facts}", stall)
        for pane in PANES:
            yield from told(f"PNG of {pane} at {facts} : matplotlib", picture(pane))
        yield from told(f"stall of the window's thread by a PNG at {facts}", picture_stall)
    finally:
        desk.close()
        other.close()
