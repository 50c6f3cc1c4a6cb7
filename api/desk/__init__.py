"""The desk: the one screen of a helpline worker, rendered here and complete without scripts.

`form` holds what was typed, `actions` what its buttons do to it, `view` puts the page together from the parts beside
it. The call sheet is a list of ids that travels in the page; nothing of it is kept here.
"""
