"""Environments that a program meets where nobody tests: each must start it or explain why not.

    python -m linux.hostile PROGRAM [--root FOLDER] [--only WORD]

tries them all on a program, in a chroot if one is given. Those that need root or a chroot are
counted as left out elsewhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from linux.screen import Screen
from linux.trial import EXPORT, FACTS, Case, Ground

_LONG = "/".join(["d" * 60] * 3)
_LIBRARIES = "/usr/lib/$(uname -m)-linux-gnu"
_SETTINGS = 'mkdir -p "$HOME/.config/jwviewer"; S="$HOME/.config/jwviewer/settings.json"'
_THEIRS = 'chown -R 65534:65534 "$HOME"'


def _without_library(name: str, package: str, **more: str) -> Case:
    path = f"{_LIBRARIES}/{name}"
    return Case(
        f"{name} is not installed",
        does="",
        says=f"sudo apt install {package}$",
        before=f'for f in {path}*; do mv "$f" "$f.away"; done',
        undo=f'for f in {path}*.away; do mv "$f" "${{f%.away}}"; done',
        environment=more,
        needs="chroot",
        of_system=True,
    )


CASES = (
    # --- home
    Case("no HOME", environment={"HOME": None}),
    Case("no HOME and no entry in the list of users", environment={"HOME": None}, user=54321,
         after='test ! -e "$WORK/~"', needs="root"),
    Case("HOME is read-only", before='chmod 555 "$HOME"', needs="root"),
    Case("HOME does not exist", environment={"HOME": "/nowhere/at/all"}),
    Case("HOME is a device", environment={"HOME": "/dev/null"}),
    Case("HOME has Chinese letters, a space and a line break",
         before='mkdir "$WORK/家 a\nb"; chown 65534 "$WORK/家 a\nb"',
         environment={"HOME": "$WORK/家 a\nb"}, needs="root",
         after='test -d "$WORK/家 a\nb/.config/jwviewer"'),
    Case("HOME is on a full disk", needs="root",
         before='mount -t tmpfs -o size=8k,mode=777 none "$HOME"; '
                'cat /dev/zero >"$HOME/full" 2>/dev/null || true'),
    # --- disks
    Case("the target is on a full disk", does='export --pane metrics --output "$WORK/a.png"',
         says="the disk is full", needs="root",
         before='mount -t tmpfs -o size=8k,mode=777 none "$WORK"; '
                'cat /dev/zero >"$WORK/full" 2>/dev/null || true'),
    Case("temporary folders are full", needs="root",
         before="mount -t tmpfs -o size=4k,mode=1777 none /tmp; "
                "cat /dev/zero >/tmp/full 2>/dev/null || true"),
    Case("temporary folders may not run programs", needs="root",
         before="mount -t tmpfs -o noexec,mode=1777 none /tmp"),
    Case("temporary folders are read-only", needs="root",
         before="mount -t tmpfs -o ro none /tmp", environment={"TMPDIR": "/tmp"}),
    Case("there are no temporary folders", environment={"TMPDIR": "/nowhere"}, needs="root",
         before="mount -t tmpfs -o mode=000 none /tmp; mount -t tmpfs -o mode=000 none /dev/shm"),
    Case("the whole system is read-only", of_system=True, needs="root",
         before="mount -o remount,bind,ro /"),
    # --- language and time
    Case("LANG=C", environment={"LANG": "C"}),
    Case("no language at all", environment={"LANG": None}),
    Case("a Chinese system", of_system=True,
         environment={"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}),
    Case("a Turkish system, where I is not i", does=EXPORT,
         environment={"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}),
    Case("a language that does not exist", environment={"LC_ALL": "xx_YY.nothing"}),
    Case("TZ=Asia/Shanghai", environment={"TZ": "Asia/Shanghai"}),
    Case("a time zone that does not exist", does=EXPORT, environment={"TZ": "Moon/Crater"}),
    # --- fonts
    Case("no fonts", of_system=True, needs="root",
         before="for d in /usr/share/fonts /etc/fonts; do test -d $d && "
                "mount -t tmpfs none $d; done || true"),
    Case("fontconfig is led astray", of_system=True, does=EXPORT,
         environment={"FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere"}),
    # --- displays and libraries
    Case("QT_QPA_PLATFORM is wrong", does="", says="unset it, or set it to xcb",
         environment={"QT_QPA_PLATFORM": "wrong"}),
    Case("no display", does="", says="no display.*export",
         environment={"DISPLAY": None, "QT_QPA_PLATFORM": None}),
    Case("the X display is dead", of_system=True, does="",
         says="DISPLAY=:9999|sudo apt install libx",
         environment={"DISPLAY": ":9999", "QT_QPA_PLATFORM": None}),
    Case("the Wayland display is dead, that of X is not", of_system=True,
         environment={"WAYLAND_DISPLAY": "nobody-0", "XDG_SESSION_TYPE": "wayland"}),
    Case("the only display is Wayland's, and dead", of_system=True, does="",
         says="WAYLAND_DISPLAY=nobody-0|sudo apt install libwayland",
         environment={"WAYLAND_DISPLAY": "nobody-0", "DISPLAY": None, "QT_QPA_PLATFORM": None}),
    _without_library("libxcb-cursor.so.0", "libxcb-cursor0"),
    _without_library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    _without_library("libEGL.so.1", "libegl1"),
    _without_library("libwayland-cursor.so.0", "libwayland-cursor0", QT_QPA_PLATFORM="wayland"),
    Case("Qt's plugins are looked for elsewhere", of_system=True,
         environment={"QT_PLUGIN_PATH": "/nowhere", "QT_QPA_PLATFORM_PLUGIN_PATH": "/nowhere"}),
    Case("a scale factor that is no number", environment={"QT_SCALE_FACTOR": "much"}),
    Case("a theme and a style that do not exist",
         environment={"QT_QPA_PLATFORMTHEME": "none", "QT_STYLE_OVERRIDE": "none"}),
    Case("no message bus answers",
         environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}),
    # --- rights and limits
    Case("umask 077", wrap="umask 077;"),
    Case("few files may be open", wrap="ulimit -n 64;"),
    Case("2 GiB of addresses", wrap="ulimit -v 2097152;"),
    Case("no network", of_system=True, apart="--net", needs="root"),
    Case("no /proc", of_system=True, needs="chroot", before="umount -l /proc 2>/dev/null || true"),
    Case("two people at once on one display", beside=54322, needs="root"),
    # --- settings
    Case("settings from the future",
         before=f'{_SETTINGS}; echo \'{{"version": 99, "theme": "neon", "recent": 7}}\' >"$S"; '
                f"{_THEIRS}", needs="root"),
    Case("settings cut short", before=f'{_SETTINGS}; printf \'{{"theme": "da\' >"$S"; {_THEIRS}',
         needs="root", after='test -e "$HOME/.config/jwviewer/settings.json.bad"'),
    Case("settings are a folder", before=f'{_SETTINGS}; mkdir "$S"; {_THEIRS}', needs="root"),
    Case("settings cannot be read", before=f'{_SETTINGS}; echo {{}} >"$S"; {_THEIRS}; '
         'chmod 000 "$S"', needs="root"),
    Case("the folder of settings is a file", needs="root",
         before=f'mkdir "$HOME/.config"; echo >"$HOME/.config/jwviewer"; {_THEIRS}'),
    Case("the XDG folders are files",
         before='echo >"$WORK/file"',
         environment={f"XDG_{name}": "$WORK/file" for name in
                      ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR")}),
    Case("the folder for running programs is not there",
         environment={"XDG_RUNTIME_DIR": "/run/user/nobody"}),
    Case("the folder for running programs is somebody else's", needs="root",
         before='mkdir -m 700 "$WORK/run"', environment={"XDG_RUNTIME_DIR": "$WORK/run"}),
    # --- how it is started
    Case("standard output is closed", wrap="exec >&-;"),
    Case("standard input is closed", wrap="exec <&-;"),
    Case("standard errors are closed", wrap="exec 2>&-;"),
    Case("all three are closed", wrap="exec <&- >&- 2>&-;"),
    Case("all three are closed at an export", does=EXPORT, wrap="exec <&- >&- 2>&-;"),
    Case("output goes to a full disk", does="facts >/dev/full", says="disk is full|No space"),
    Case("nobody reads the output", does=f"{FACTS} | true; echo jwviewer: done; exit 1",
         says="^jwviewer: done$"),
    Case("the working folder is gone", wrap='mkdir "$WORK/x"; cd "$WORK/x"; rmdir "$WORK/x";'),
    Case("Python is led astray", needs="installed",
         environment={"PYTHONPATH": "/nowhere", "PYTHONHOME": "/nowhere", "PYTHONUTF8": "0"}),
    Case("the loader is led astray", environment={"LD_LIBRARY_PATH": "/nowhere:$WORK"}),
    Case("a library to load first is not there", of_system=True,
         environment={"LD_PRELOAD": "/nowhere/lib.so"}),
    # --- dossiers
    Case("a path of 200 characters", dossier=f'"$WORK/{_LONG}/tutorial.dossier"',
         before=f'mkdir -p "$WORK/{_LONG}"; cp "$DOSSIER" "$WORK/{_LONG}/tutorial.dossier"'),
    Case("a name with a line break", dossier='"$WORK/a\nb.dossier"',
         before='cp "$DOSSIER" "$WORK/a\nb.dossier"'),
    Case("a name that is no text", dossier='"$WORK/$(printf "\\377")x.dossier"',
         before='cp "$DOSSIER" "$WORK/$(printf "\\377")x.dossier"'),
    Case("a name that is no text, for the terminal", does='facts "$WORK/$(printf "\\377")x"',
         says="does not exist"),
    Case("the dossier is a device", does="facts /dev/zero", says="neither a folder nor a file"),
    Case("the dossier is a pipe", does='facts "$WORK/pipe"', says="neither a folder nor a file",
         before='mkfifo "$WORK/pipe"'),
    Case("the dossier is a pipe, for the window", dossier='"$WORK/pipe"', opens=False,
         before='mkfifo "$WORK/pipe"'),
    Case("the dossier's folder may not be looked into", does='facts "$WORK/shut"',
         says="cannot be read", before='mkdir -m 000 "$WORK/shut"', needs="root"),
    Case("the dossier may not be read", does='facts "$DOSSIER"',
         says="jwviewer: ", before='chmod 000 "$DOSSIER"', needs="root"),
    Case("the dossier is cut short", does='facts "$WORK/cut.dossier"', says="not a dossier",
         before='head -c 2000 "$DOSSIER" >"$WORK/cut.dossier"'),
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Try all cases on a program; return 0 if each went well."""
    parser = argparse.ArgumentParser(description="Try the program in hostile environments.")
    parser.add_argument("program")
    parser.add_argument("--root", type=Path, default=Path("/"))
    parser.add_argument("--only", default="", help="cases with this in their name")
    given = parser.parse_args(arguments)
    with Screen() as screen:
        ground = Ground([given.program], given.root, screen, may_mount=os.geteuid() == 0)
        return try_all(ground, given.only)


def try_all(ground: Ground, only: str = "", *, systems_only: bool = False) -> int:
    """Try the cases and print how each went; return how many went wrong.

    With ``systems_only`` those are left out that go the same way on every release.
    """
    tried = bad = 0
    left_out = []
    for case in CASES:
        if only not in case.name or (systems_only and not case.of_system):
            continue
        if not possible(case, ground):
            left_out.append(case.name)
            continue
        tried += 1
        faults = ground.faults(case)
        bad += bool(faults)
        print(f"  {'FAULT' if faults else 'ok   '}  {case.name}", flush=True)
        for fault in faults:
            print(f"    {fault}", flush=True)
    print(f"{tried} hostile environments, {bad} faults")
    if left_out:
        print(f"Left out here, for want of root or a chroot: {'; '.join(left_out)}")
    return bad


def possible(case: Case, ground: Ground) -> bool:
    """Tell whether a case can be tried on this ground."""
    if case.needs == "chroot":
        return ground.may_mount and ground.root != Path("/")
    if case.needs == "installed":
        return len(ground.program) == 1
    return ground.may_mount or not case.needs


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
