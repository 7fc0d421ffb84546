"""Which of the build machine's own libraries come along in a Linux bundle."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linux.libraries import declared, needs

Entry = tuple[str, str, str]
"""What PyInstaller calls an entry: name in the bundle, source, kind."""

# Declared as packages, and brought along all the same for those who unpack the archive: a desktop
# without Qt may lack the X11 helpers, and Python's own differ in name from system to system.
# The two of libxkbcommon share private structures and must be of one version.
BROUGHT_ALONG = ("libxcb-", "libxkbcommon", "libffi.", "libexpat.")


def brought_along(entries: Iterable[Entry], environments: Iterable[str]) -> list[Entry]:
    """Leave out the system libraries that the bundle does without, whoever builds it.

    All files below ``environments`` stay, and of the system's what they need, directly or
    through another, unless it is a declared package's: Qt with the system's graphics drivers,
    fonts and C++ library is what other programs there run with too.
    """
    homes = [Path(folder).resolve() for folder in environments]
    ours: list[Entry] = []
    systems: dict[str, Entry] = {}
    for entry in entries:
        source = Path(entry[1])
        # A link has the name of its target as its source; it belongs to what it points to.
        if not source.is_absolute() or _below(source, homes):
            ours.append(entry)
        else:
            systems[Path(entry[0]).name] = entry
    for name in declared():
        if not name.startswith(BROUGHT_ALONG):
            systems.pop(name, None)
    kept, asked = list(ours), [Path(entry[1]) for entry in ours]
    while asked:
        wanted = needs([path for path in asked if path.is_file()]).sonames
        taken = [systems.pop(name) for name in sorted(wanted & systems.keys())]
        kept += taken
        asked = [Path(entry[1]) for entry in taken]
    return kept


def _below(source: Path, homes: list[Path]) -> bool:
    # /usr is the home of the system's Python and of everything else too; its libraries lie deeper.
    resolved = source.resolve()
    if any(home == Path("/usr") for home in homes):
        homes = [home for home in homes if home != Path("/usr")]
        if resolved.is_relative_to("/usr/lib") and "python3" in resolved.as_posix():
            return True
    return any(resolved.is_relative_to(home) for home in homes)
