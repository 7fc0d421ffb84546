"""jwviewer: a desktop viewer for company partnerships."""

__version__ = "0.1.0"
