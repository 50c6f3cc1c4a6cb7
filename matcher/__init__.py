"""From a request and an open index to a ranked answer that explains itself.

Imports `indexer` and `data`; never `api`. No files, no SQL, no clock and no randomness, but at the command line's edge.
"""
