"""The ground floor: what a resource is, what people need, whom to call in a crisis, and where places are.

Nothing here imports `indexer`, `matcher` or `api`.
"""
