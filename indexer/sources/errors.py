"""What goes wrong with a source as a whole. Bad records are findings, never exceptions."""

from __future__ import annotations


class SourceError(ValueError):
    """A source that cannot be had, or that is in no known format; the message is for the person who named it."""


class UsageError(SourceError):
    """A source that is named in no way that means anything: a mistake on the command line, not in a feed."""
