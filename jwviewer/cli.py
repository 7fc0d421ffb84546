"""The command line: the same code as the window, and no Qt where none is needed."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from jwviewer import __version__
from jwviewer.guard import check_pair
from jwviewer.language import tr
from jwviewer.places import seed
from jwviewer.reading.arguments import add_read_arguments
from jwviewer.streams import drop_output, give_streams, is_from_desktop, use_utf8

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

COMMANDS = ("open", "facts", "read", "check", "export", "pack", "unpack")
PANES = ("timeline", "profiles", "metrics", "evidence", "dashboard", "all")
DEFAULT_SEED = "jac-weichai"


class _Refusal(Exception):
    """One sentence for the person, and the exit code that goes with it."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


class _Parser(argparse.ArgumentParser):
    """Refuses bad arguments with one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise _Refusal(f"jwviewer: {message}; see 'jwviewer --help'", 2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 the dossier has problems, 2 refused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    mute = give_streams()
    _give_home()
    # numpy brings a library that starts a thread per core, which spin and are never used here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # `jwviewer DOSSIER` opens it; only then is the first word not a command.
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
        arguments.insert(0, "open")
    try:
        given = _parser().parse_args(arguments, argparse.Namespace(mute=mute))
        code: int = given.run(given)
        sys.stdout.flush()
    except _Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except BrokenPipeError:
        drop_output()  # the reader (head, a pager) has seen enough
        return 0
    except OSError as failure:
        from jwviewer.dossier.text import visible

        drop_output()
        where = f" ({visible(str(failure.filename))})" if failure.filename else ""
        print(f"jwviewer: {failure.strerror or failure}{where}", file=sys.stderr)
        return 1
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    return code


def _give_home() -> None:
    """Let whoever has no home, not even in the system's list of users, have one to save nothing in.

    Such people are met in containers; all that looks for a home would fail, or use the folder "~".
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = os.devnull


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="jwviewer",
        description=tr(
            "Shows what the sources say about partnerships of companies, with evidence."
        ),
        epilog=tr(
            "Without a command, jwviewer [DOSSIER…] shows the window: the one that is open, else"
            " one with the last dossier, else one with the dossier that ships."
        ),
    )
    parser.add_argument("--version", action="version", version=f"jwviewer {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("open", help=tr("open the window"))
    one.add_argument("dossiers", nargs="*", type=Path, metavar="DOSSIER")
    one.add_argument(
        "--new-window", action="store_true", help=tr("even if there is a window already")
    )
    one.set_defaults(run=_open)

    one = commands.add_parser("facts", help=tr("print every fact"))
    one.add_argument("dossier", nargs="?", type=Path)
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=tr("as a list of JSON objects"))
    form.add_argument("--csv", action="store_true", help=tr("as a table"))
    one.add_argument(
        "--derived", action="store_true", help=tr("add derived values with their formula")
    )
    one.set_defaults(run=_facts)

    one = commands.add_parser("read", help=tr("print what articles say, or write it as dossiers"))
    add_read_arguments(one)
    one.set_defaults(run=_read_articles)

    one = commands.add_parser("check", help=tr("list every problem of a dossier"))
    one.add_argument("dossier", type=Path)
    one.set_defaults(run=_check)

    one = commands.add_parser("export", help=tr("write pictures"))
    one.add_argument("dossier", nargs="?", type=Path)
    one.add_argument("--pane", choices=PANES, required=True)
    one.add_argument(
        "--output", type=Path, required=True, help=tr("a PNG file; for 'all' a folder")
    )
    one.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH")
    one.add_argument("--scale", type=_scale, default=1.0, metavar="S")
    one.add_argument("--theme", choices=("light", "dark"), default="light")
    one.add_argument("--from", dest="start", metavar="DATE", help=tr("first date of the period"))
    one.add_argument("--to", dest="end", metavar="DATE", help=tr("last date of the period"))
    one.add_argument("--company", action="append", default=[], metavar="ID")
    one.add_argument("--csv", action="store_true", help=tr("write what is shown as CSV beside it"))
    one.set_defaults(run=_export)

    for name in ("facts", "check", "export"):
        commands.choices[name].add_argument(
            "--trusted",
            action="store_true",
            help=tr("lift the limits that protect against hostile .dossier files"),
        )

    one = commands.add_parser("pack", help=tr("make one .dossier file of a folder"))
    one.add_argument("folder", type=Path)
    one.add_argument("file", type=Path, metavar="FILE.dossier")
    one.set_defaults(run=_pack)

    one = commands.add_parser("unpack", help=tr("make a folder of a .dossier file"))
    one.add_argument("file", type=Path, metavar="FILE.dossier")
    one.add_argument("folder", type=Path)
    one.set_defaults(run=_unpack)
    return parser


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (
        cross and width.isascii() and width.isdigit() and height.isascii() and height.isdigit()
    ):
        raise argparse.ArgumentTypeError(f"'{text}' is not a size such as 1920x1080")
    if not (64 <= int(width) <= 20000 and 64 <= int(height) <= 20000):
        raise argparse.ArgumentTypeError(f"'{text}' is not between 64x64 and 20000x20000")
    return int(width), int(height)


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.25 <= scale <= 8:
        raise argparse.ArgumentTypeError(f"'{text}' is not a scale between 0.25 and 8")
    return scale


def _read(given: argparse.Namespace) -> Dossier:
    from jwviewer.dossier.files import DossierRefused, open_dossier

    try:
        return open_dossier(given.dossier or seed(DEFAULT_SEED), trusted=given.trusted)
    except DossierRefused as refused:
        hint = tr("; --trusted lifts this limit") if refused.by_limit else ""
        raise _Refusal(f"jwviewer: {str(refused).rstrip('.')}{hint}", 1) from refused


def _open(given: argparse.Namespace) -> int:
    check_pair()
    missing = next((path for path in given.dossiers if not _exists(path)), None)
    # Without a terminal nobody could read a refusal; the window says it instead.
    if missing is not None and not (given.mute or is_from_desktop()):
        raise _Refusal(
            f"jwviewer: '{missing}' is neither a dossier nor a command; see 'jwviewer --help'",
            2,
        )
    if not _has_display():
        raise _Refusal(
            "jwviewer: there is no display to open a window on; "
            "'jwviewer export --pane all --output FOLDER' writes pictures without one",
            1,
        )
    from jwviewer.plain_imports import load_qt

    load_qt()
    from jwviewer.app import run_window

    return run_window(given.dossiers, new_window=given.new_window)


def _exists(path: Path) -> bool:
    # Unlike a Path's own this never raises, whatever the name.
    return os.path.exists(path)  # noqa: PTH110


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _facts(given: argparse.Namespace) -> int:
    from jwviewer.queries.records import DERIVED_FIELDS, FIELDS, flat, records

    dossier = _read(given)
    found = records(dossier, derived=given.derived)
    use_utf8()
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif given.csv:
        writer = csv.DictWriter(
            sys.stdout, DERIVED_FIELDS if given.derived else FIELDS, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(flat(one) for one in found)
    else:
        from jwviewer.queries.listing import listing

        print("\n".join(listing(dossier, derived=given.derived)))
    _report_problems(dossier)
    return 0


def _read_articles(given: argparse.Namespace) -> int:
    from jwviewer.reading.arguments import ReadRefused, run_read

    use_utf8()
    try:
        return run_read(given)
    except ReadRefused as refused:
        raise _Refusal(f"jwviewer: {refused}", refused.code) from refused


def _check(given: argparse.Namespace) -> int:
    from jwviewer.dossier.files import DossierRefused, open_dossier

    use_utf8()
    try:
        dossier = open_dossier(given.dossier, trusted=given.trusted)
    except DossierRefused as refused:
        problems = refused.problems
        print("\n".join(map(str, problems)) if problems else f"{given.dossier}: {refused}")
        return 1
    errors = [problem for problem in dossier.problems if problem.severity == "error"]
    for problem in dossier.problems:
        print(problem)
    return 1 if errors else 0


def _export(given: argparse.Namespace) -> int:
    from jwviewer.plain_imports import load_qt

    check_pair()
    load_qt()
    from jwviewer.export.command import ExportRefused, export_command

    dossier = _read(given)
    try:
        written = export_command(
            dossier, pane=given.pane, output=given.output, size=given.size, scale=given.scale,
            theme=given.theme, start=given.start, end=given.end, companies=tuple(given.company),
            csv=given.csv,
        )  # fmt: skip
    except ExportRefused as refused:
        raise _Refusal(f"jwviewer: {refused}", refused.code) from refused
    use_utf8()
    print("\n".join(str(path) for path in written))
    _report_problems(dossier)
    return 0


def _pack(given: argparse.Namespace) -> int:
    from jwviewer.dossier.files import pack

    return _convert(pack, given.folder, given.file)


def _unpack(given: argparse.Namespace) -> int:
    from jwviewer.dossier.files import unpack

    return _convert(unpack, given.file, given.folder)


def _convert(action: object, source: Path, target: Path) -> int:
    from jwviewer.dossier.atomic import WriteFailed
    from jwviewer.dossier.files import DossierRefused

    assert callable(action)
    try:
        action(source, target)
    except (DossierRefused, WriteFailed) as refused:
        raise _Refusal(f"jwviewer: {refused}", 1) from refused
    return 0


def _report_problems(dossier: Dossier) -> None:
    errors = sum(problem.severity == "error" for problem in dossier.problems)
    if errors:
        said = tr(
            "jwviewer: {count} problems; what could be read is shown; 'jwviewer check' lists them",
            count=errors,
        )
        print(said, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
