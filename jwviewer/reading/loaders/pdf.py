"""The words of a PDF file, read by a process of its own that may use only so much."""

from __future__ import annotations

import io
import multiprocessing
from multiprocessing.connection import Connection

from jwviewer.language import tr
from jwviewer.reading.loaders.pdf_lines import Piece, paragraphs
from jwviewer.reading.loaders.refusal import ArticleRefused

MOST_PAGES = 200
MOST_SECONDS = 30.0
MOST_MEMORY = 1_500_000_000
"""Bytes of address space for the process that reads, where the system can limit it."""
MOST_CONTENT_BYTES = 20_000_000
"""A page that unpacks to more than this draws, and does not write."""
MOST_CHARS = 8_000_000


def pdf_text(data: bytes, *, seconds: float = MOST_SECONDS) -> str:
    """Return the words of a PDF file, a blank line between paragraphs; raise ArticleRefused."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sender, data), daemon=True)
    worker.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise ArticleRefused(tr("takes longer than {most} s to read", most=round(seconds)))
        done, said = receiver.recv()
    except (EOFError, OSError) as error:
        raise ArticleRefused(tr("is a PDF file too large or too broken to read")) from error
    finally:
        receiver.close()
        worker.kill()
        worker.join()
    if not done:
        raise ArticleRefused(said)
    return str(said)


def _work(sender: Connection, data: bytes) -> None:
    try:
        _limit_memory()
        answer = (True, read_pages(data))
    except ArticleRefused as refused:
        answer = (False, str(refused))
    except MemoryError:
        answer = (False, tr("is a PDF file too large or too broken to read"))
    except Exception:  # noqa: BLE001 - whatever a broken file makes the parser raise
        answer = (False, tr("is a broken PDF file"))
    sender.send(answer)
    sender.close()


def read_pages(data: bytes) -> str:
    """Read a PDF file in this process, without limits of time or memory."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleRefused(tr("is protected by a password"))
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise ArticleRefused(tr("has more than {most} pages", most=MOST_PAGES))
    pages: list[list[Piece]] = []
    left = MOST_CHARS
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_CONTENT_BYTES:
            raise ArticleRefused(tr("has a page that is too large to read"))
        pieces: list[Piece] = []

        def collect(
            text: str, cm: list[float], tm: list[float], _font: object, size: float,
            found: list[Piece] = pieces,
        ) -> None:  # fmt: skip
            if text:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append(Piece(text, x, y, abs(size * (tm[3] or 1.0) * (cm[3] or 1.0))))

        page.extract_text(visitor_text=collect)
        left -= sum(len(piece.text) for piece in pieces)
        if left < 0:
            raise ArticleRefused(
                tr("holds more than {most} million characters", most=MOST_CHARS // 1_000_000)
            )
        pages.append(pieces)
    text = paragraphs(pages)
    if not text.strip():
        raise ArticleRefused(tr("is a PDF file of pictures: it holds no text"))
    return text


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; size, pages and time remain
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
