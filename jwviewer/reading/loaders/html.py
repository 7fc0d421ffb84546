"""The words of a web page, with a blank line between its blocks.

The tags are found by one pattern of our own: Python's html.parser takes time that grows with
the square of some broken pages, and a tree of a million nested elements takes any memory.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})"
    r"(?P<rest>(?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}')*+)>"
    r"|<[a-zA-Z/][^>]{0,500}>"
)
_BLOCK_TAGS = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd tr table blockquote section article main header "
    "footer figure figcaption pre hr address"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN_TAGS = (
    "script style template noscript head nav aside footer form button select svg iframe object "
    "textarea dialog menu video audio canvas math"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_RAW = frozenset({"script", "style", "textarea", "iframe", "noscript"})
_EMPTY_TAGS = "br hr img input meta link wbr source area base col embed track param"
_EMPTY = frozenset(_EMPTY_TAGS.split())
_AROUND = re.compile(
    r"""(?i)\b(?:class|id|role|data-[a-z]{1,12})\s{0,4}=\s{0,4}["'][^"']{0,200}"""
    r"(?<![a-z])(?:cookies?|consent|share|sharing|social|related|newsletter|subscri(?:be|ption)|"
    r"breadcrumbs?|promo|advert(?:s|isement)?|sidebar|nav(?:bar|igation)?|menu|comments?|"
    r"site-header|masthead|skip-link)(?![a-z])"
)
_HIDDEN = re.compile(
    r"(?i)\bdisplay\s{0,4}:\s{0,4}none|\bvisibility\s{0,4}:\s{0,4}hidden"
    r"|\baria-hidden\s{0,4}=\s{0,4}[\"']?true|(?:^|\s)hidden(?:\s|=|/|$)"
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLSPAN = re.compile(r"""\bcolspan\s*=\s*["']?(\d{1,2})""", re.IGNORECASE)
MOST_SPANNED = 30
"""A cell is taken to lie over no more columns."""
_BLANKS = re.compile(r"[ \t\r\n\f]{1,}")


def html_text(page: str) -> str:
    """Return the words of a page; navigation, scripts and what is hidden are left out."""
    text = _Words(leave_out=True).read(page)
    # A page that never closes its menu would be all menu.
    return text if text.strip() else _Words(leave_out=False).read(page)


class _Words:
    """Collects the words between tags."""

    def __init__(self, *, leave_out: bool) -> None:
        self._leave_out = leave_out
        self._parts: list[str] = []
        self._skipped = ""
        self._depth = 0
        self._in_article = 0
        self._in_cell = False
        self._before = 0  # how many columns of its row lie before the next cell, or its border
        self._raised = False

    def read(self, page: str) -> str:
        position = 0
        for start, end, match in _tokens(page):
            self._say(page[position:start])
            position = end
            if match is not None and match["name"]:
                self._tag(match["name"].lower(), bool(match["close"]), match["rest"])
        self._say(page[position:])
        blocks = "".join(self._parts).split("\n\n")
        tidy = (
            "\n".join(line.strip(" ") for line in block.split("\n"))
            .strip(" \n")
            .replace(" \t", "\t")
            for block in blocks
        )
        return "\n\n".join(block for block in tidy if block.strip()) + "\n"

    def _say(self, raw: str) -> None:
        if raw and not self._skipped:
            words = _BLANKS.sub(" ", unescape(raw))
            if self._raised and self._parts and self._parts[-1][-1:].isdigit():
                words = words.translate(_RAISED)  # of a note, or an exponent: no digits of a number
            self._parts.append(words)

    def _tag(self, name: str, closes: bool, rest: str) -> None:
        if self._skipped:
            if name == self._skipped:
                self._depth += -1 if closes else 1
                if not self._depth:
                    self._skipped = ""
                    self._parts.append("\n\n")
            return
        if name in ("article", "main"):
            self._in_article += -1 if closes else 1
        if not closes and name not in _EMPTY and self._is_around(name, rest):
            self._skipped, self._depth = name, 1
        elif name in ("td", "th"):
            self._in_cell = not closes
            if not closes:
                self._parts.append("\t" * self._before)
                span = _COLSPAN.search(rest)
                self._before = min(int(span[1]), MOST_SPANNED) if span else 1
        elif name == "sup":
            self._raised = not closes
        elif self._in_cell and name not in ("tr", "table"):
            if (name in _BLOCKS or name == "br") and not self._parts[-1].endswith((" ", "\t")):
                self._parts.append(" ")
        elif name in _BLOCKS:
            self._before = 0
            self._parts.append("\n\n")
        elif name == "br":
            self._parts.append("\n")

    def _is_around(self, name: str, rest: str) -> bool:
        if name in _RAW or name in ("head", "template", "svg"):
            return True
        if not self._leave_out or name in ("html", "body", "article", "main"):
            return False
        # The header of a page is a bar of links; the header of an article is its headline.
        if name in _UNSEEN or (name == "header" and self._in_article <= 0):
            return True
        return bool(rest) and (_AROUND.search(rest) is not None or _HIDDEN.search(rest) is not None)


def _tokens(page: str) -> list[tuple[int, int, re.Match[str] | None]]:
    """Return where tags, comments and the like stand, each looked at once."""
    found: list[tuple[int, int, re.Match[str] | None]] = []
    position = page.find("<")
    while position >= 0:
        end = position + 1
        match = None
        if page.startswith("<!--", position):
            closing = page.find("-->", position + 4)
            end = closing + 3 if closing >= 0 else len(page)
            found.append((position, end, None))
        elif page.startswith(("<!", "<?"), position):
            closing = page.find(">", position)
            end = closing + 1 if closing >= 0 else len(page)
            found.append((position, end, None))
        else:
            match = _TAG.match(page, position)
            if match is not None:
                end = match.end()
                found.append((position, end, match))
                name = (match["name"] or "").lower()
                if name in _RAW and not match["close"]:
                    end = _after_raw(page, name, end)
        position = page.find("<", end)
    return found


def _after_raw(page: str, name: str, position: int) -> int:
    """Return where the end tag of a script or the like begins: nothing before it is a tag."""
    match = re.compile(rf"</{name}", re.IGNORECASE).search(page, position)
    return match.start() if match else len(page)
