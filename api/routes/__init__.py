"""The routes, one module for each part of the API. Views turn requests into calls and answers into JSON; no more."""
