"""Reading many articles on a Dask cluster; needs the extra ``cluster``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jwviewer.language import tr
from jwviewer.reading.batch import Failed, Found, Options, tables_of
from jwviewer.reading.loaders import ArticleRefused, load_article

AT_ONCE = 200
"""So many articles are on their way at a time, so that not all texts are held at once."""


class EngineMissing(Exception):
    """What an engine or a format needs is not installed; the message names the extra."""


def read_on_cluster(
    paths: Sequence[str], options: Options, scheduler: str = ""
) -> Iterator[Found | Failed]:
    """Yield what the files give as each is done on the cluster at an address.

    Without an address a cluster of this computer is used. The files are opened here, and their
    texts sent: the cluster needs jwviewer, and no access to the files. Raises EngineMissing, and
    OSError where nothing answers at the address.
    """
    distributed = dask()
    client = distributed.Client(scheduler) if scheduler else distributed.Client(processes=True)
    try:
        yield from map_texts(client, paths, options)
    finally:
        client.close()


def dask() -> Any:
    """Return the library that speaks to a cluster; raises EngineMissing."""
    try:
        return importlib.import_module("dask.distributed")
    except ImportError as error:
        raise EngineMissing(
            tr("--engine dask needs Dask: pip install 'jwviewer[cluster]'")
        ) from error


def map_texts(client: Any, paths: Sequence[str], options: Options) -> Iterator[Found | Failed]:
    """Map the reading of texts over a client of a Dask cluster."""
    distributed = dask()
    left = iter(paths)
    running: Any = distributed.as_completed()
    names: dict[str, str] = {}

    def send() -> Iterator[Failed]:
        for path in left:
            try:
                text = load_article(Path(path)).text
            except ArticleRefused as refused:
                yield Failed(path, str(refused))
                continue
            future = client.submit(tables_of, text, path, options, pure=True)
            names[future.key] = path
            running.add(future)
            if len(names) >= AT_ONCE:
                return

    yield from send()
    while names:
        future = next(running)
        path = names.pop(future.key)
        error = future.exception()
        yield future.result() if error is None else Failed(path, f"{type(error).__name__}: {error}")
        yield from send()
