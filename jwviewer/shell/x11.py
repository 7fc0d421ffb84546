"""The leave to come forward that a launcher on X11 gives; Qt makes use of it at its own start only.

A second start gets such a leave, ``DESKTOP_STARTUP_ID``, and hands it on to the first one. Its
time tells the window manager that the click came after all else, so that the window may be raised;
and the launcher, whose pointer is busy until then, is told that the start is over (freedesktop.org,
Startup Notification Protocol, and EWMH's ``_NET_ACTIVE_WINDOW``).
"""

from __future__ import annotations

import ctypes
import logging
import re
from typing import Any

log = logging.getLogger(__name__)

_TIME = re.compile(r"_TIME(\d{1,10})$")
_CLIENT_MESSAGE = 33
_PROPERTY_CHANGES = 1 << 22
_TO_WINDOW_MANAGER = 1 << 19 | 1 << 20
_FROM_APPLICATION = 1
_PIECE = 20
"""Bytes of one message."""


class _Message(ctypes.Structure):
    """Xlib's XClientMessageEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
    )


def use_leave(window: int, startup_id: str) -> None:
    """Raise the window of that number on the ground of a startup id, and end that startup.

    Where X11 or its library is out of reach, nothing happens: the window is only marked then.
    """
    try:
        library, display = ctypes.CDLL("libX11.so.6"), _display()
    except (OSError, AttributeError) as failure:
        log.info("the leave to come forward was not used: %s", failure)
        return
    if not display:
        return
    clicked = _TIME.search(startup_id)
    if clicked is not None:
        when = (_FROM_APPLICATION, int(clicked[1]) & 0xFFFFFFFF, 0, 0, 0)
        data = (ctypes.c_long * 5)(*when)
        _send(library, display, window, "_NET_ACTIVE_WINDOW", 32, data, _TO_WINDOW_MANAGER)
    name = "_NET_STARTUP_INFO_BEGIN"
    for piece in pieces(startup_id):
        data = (ctypes.c_long * 5).from_buffer_copy(piece.ljust(ctypes.sizeof(ctypes.c_long * 5)))
        _send(library, display, window, name, 8, data, _PROPERTY_CHANGES)
        name = "_NET_STARTUP_INFO"
    library.XFlush(ctypes.c_void_p(display))


def pieces(startup_id: str) -> list[bytes]:
    """Return the message that a startup is over, in pieces of 20 bytes, the last filled with 0."""
    quoted = re.sub(r'(["\\])', r"\\\1", startup_id)
    whole = f'remove: ID="{quoted}"'.encode() + b"\0"
    return [whole[at : at + _PIECE].ljust(_PIECE, b"\0") for at in range(0, len(whole), _PIECE)]


def _display() -> int:
    """Return the address of Qt's connection, 0 where it has none."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance()
    if QGuiApplication.platformName() != "xcb" or application is None:
        return 0
    return int(application.nativeInterface().display())  # type: ignore[attr-defined]


def _send(
    library: Any, display: int, window: int, name: str, bits: int, data: Any, mask: int
) -> None:
    to = ctypes.c_void_p(display)
    library.XInternAtom.restype = library.XDefaultRootWindow.restype = ctypes.c_ulong
    kind = library.XInternAtom(to, name.encode(), 0)
    root = ctypes.c_ulong(library.XDefaultRootWindow(to))
    message = _Message(_CLIENT_MESSAGE, 0, 1, display, window, kind, bits, data)
    library.XSendEvent(to, root, 0, ctypes.c_long(mask), ctypes.byref(message))
