"""Cleaning: raw values of any type in, clean values out. Pure functions that never raise; what they drop is seen in
what they return (`None`, an empty list), so that the caller can report it."""
