"""Places, offline: a compact gazetteer file, built once, that answers ZIP codes, cities, counties and states."""
