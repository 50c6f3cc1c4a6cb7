"""From feeds to a snapshot, and from a snapshot to an open index.

Imports `data`; never `matcher` or `api`.
"""
