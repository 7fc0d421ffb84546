"""Which process made a file that was left behind, and whether it still runs."""

from __future__ import annotations

import hashlib
import os
import platform
from functools import cache
from pathlib import Path


def this_machine() -> str:
    """Return eight hexadecimal digits that stand for this machine in names of files."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def own_birth() -> str:
    """Return the birth of this process, see birth_of()."""
    return _remembered_birth(os.getpid())


def birth_of(process: int) -> str:
    """Return what tells a process from a later one of the same number; "" where nothing does.

    After a restart of the machine the numbers begin anew, and a program that starts with the
    desktop may well get the number that ours had.
    """
    if os.name == "nt":
        return _birth_on_windows(process)
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes()
        # The name of the program, in brackets, may hold anything; the start is the 22nd field.
        start = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[19]
    except (OSError, IndexError):
        return ""
    return hashlib.sha256(boot + start).hexdigest()[:8]


@cache
def _remembered_birth(process: int) -> str:
    return birth_of(process)


def is_alive(process: int, birth: str = "") -> bool:
    """Tell whether a process of this machine runs; in doubt it does.

    With the ``birth`` that it had, a later process of the same number is not taken for it.
    """
    if process <= 0:
        return False
    if os.name == "nt":
        runs = _is_alive_on_windows(process)
    else:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            pass
        runs = True
    now = birth_of(process) if runs and birth else ""
    return runs and (not now or now == birth)


def _is_alive_on_windows(process: int) -> bool:
    # os.kill would end the process there.
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return bool(kernel.GetLastError() == 5)  # ERROR_ACCESS_DENIED: it lives, not ours
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE


def _birth_on_windows(process: int) -> str:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return ""
    times = [ctypes.c_ulonglong() for _ in range(4)]  # made, ended, in the system, in the program
    told = kernel.GetProcessTimes(handle, *(ctypes.byref(one) for one in times))
    kernel.CloseHandle(handle)
    return hashlib.sha256(str(times[0].value).encode()).hexdigest()[:8] if told else ""
