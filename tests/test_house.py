"""The rules of the house that no other tool keeps."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jwviewer"
LONGEST_FILE = 350
FORBIDDEN_MODULES = (
    "dill", "ftplib", "http", "marshal", "pickle", "requests", "shelve", "smtplib", "socket",
    "socketserver", "ssl", "urllib.request", "urllib3", "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
)  # fmt: skip
FORBIDDEN_NAMES = {
    "eval", "exec", "read_pickle", "to_pickle", "QDataStream", "QSettings", "QNetworkAccessManager",
    "__import__",
}  # fmt: skip
# Puts Python's own back in place of PySide6's; it is never called.
KNOWN_NAMES = {"jwviewer/plain_imports.py": {"__import__"}}
# The first argument of these is shown to the user.
TEXT_SETTERS = {
    "addAction", "addButton", "addMenu", "addTab", "addToolBar", "setAccessibleDescription",
    "setAccessibleName", "setInformativeText", "setPlaceholderText", "setStatusTip", "setTabText",
    "setText", "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage",
}  # fmt: skip
SOURCES = sorted(PACKAGE.rglob("*.py"))
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))


def _called(node: ast.AST) -> str:
    """Return the bare name of what a call calls, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return str(getattr(node.func, "id", None) or getattr(node.func, "attr", ""))


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _is_forbidden(module: str) -> bool:
    return any(module == name or module.startswith(name + ".") for name in FORBIDDEN_MODULES)


def test_no_file_is_too_long_to_think_about() -> None:
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: count for name, count in lengths.items() if count > LONGEST_FILE} == {}


def test_the_documents_name_only_paths_that_exist() -> None:
    tops = {"jwviewer", "resources", "seeds", "tests", "packaging", ".ci"}
    tops |= {path.name for path in ROOT.iterdir() if path.is_file()}
    known_rooms = {path.name for path in PACKAGE.iterdir()}
    missing = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        spoken = re.findall(r"`([^`\s]+)`", text) + re.findall(r"\]\(([^)\s#:]+)\)", text)
        for word in spoken:
            path = word.rstrip("/").split(":")[0]
            first = path.split("/")[0]
            # "panes/x.py" and the like stand for any name.
            if any(sign in path for sign in "*<>{}…") or Path(path).stem == "x":
                continue
            if first not in tops | known_rooms:
                continue
            if not any((base / path).exists() for base in (ROOT, PACKAGE)):
                missing.append(f"{document.name}: {word}")
    assert missing == []


def test_the_core_runs_where_qt_cannot_be_imported() -> None:
    core = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0]
        in ("dossier", "queries", "selection.py", "language.py", "places.py", "guard.py", "cli.py")
    ]
    code = (
        "import importlib, sys\n"
        "for name in ('PySide6', 'shiboken6', 'pyqtgraph'):\n"
        "    sys.modules[name] = None\n"
        f"for name in {core!r}:\n"
        "    importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "jwviewer.dossier" in core


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_file_uses_nothing_that_runs_foreign_code_or_the_network(path: Path) -> None:
    found = []
    forbidden = FORBIDDEN_NAMES - KNOWN_NAMES.get(_name(path), set())
    for node in _nodes(path):
        found += [module for module in _imported(node) if _is_forbidden(module)]
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            # exec() is also how a Qt dialog and the event loop are run.
            if name in forbidden and not (name == "exec" and isinstance(node, ast.Attribute)):
                found.append(f"{node.lineno}: {name}")
    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_texts_for_the_user_go_through_tr_and_can_be_looked_up(path: Path) -> None:
    wrong = []
    for node in _nodes(path):
        name = _called(node)
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if name == "tr" and isinstance(first, ast.JoinedStr | ast.BinOp):
            wrong.append(f"{node.lineno}: tr() is given a text put together at run time")
        if name in TEXT_SETTERS and _has_words(first):
            wrong.append(f"{node.lineno}: {name}() is given a text that tr() has not seen")
    assert wrong == []


def test_every_text_given_to_tr_stands_there_in_full() -> None:
    """Or nobody who translates the program would find it."""
    hidden = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCES
        for node in _nodes(path)
        if isinstance(node, ast.Call) and _called(node) == "tr"
        if not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert hidden == []


def _has_words(node: ast.expr) -> bool:
    """Tell whether an expression is a literal text that someone would have to translate."""
    if isinstance(node, ast.JoinedStr):
        return any(_has_words(part) for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        # The program's own name is the same in every language.
        words = node.value.replace("jwviewer", "")
        return re.search(r"[A-Za-z]{2}", words) is not None
    return False


def test_what_tr_is_given_fits_its_fields() -> None:
    wrong = []
    for path in SOURCES:
        for node in _nodes(path):
            if _called(node) != "tr" or not isinstance(node, ast.Call) or not node.args:
                continue
            text, given = node.args[0], {keyword.arg for keyword in node.keywords}
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                continue
            asked = set(re.findall(r"(?<!\{)\{([a-z_]+)", text.value))
            # Without values it is a template that is filled in elsewhere.
            if given and asked != given and None not in given:
                wrong.append(f"{_name(path)}:{node.lineno}: {sorted(asked ^ given, key=str)}")
    assert wrong == []


def test_the_house_can_be_moved() -> None:
    """No first-party file may name a place on one person's machine."""
    tied = re.compile(r"(?<![\w.])/(home|root|work|tmp|Users)/|[A-Z]:\\Users")
    files = [*SOURCES, *(ROOT / "packaging").iterdir(), *DOCUMENTS, ROOT / "Makefile"]
    found = [
        f"{_name(path)}:{number}"
        for path in files
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if tied.search(line)
    ]
    assert found == []
