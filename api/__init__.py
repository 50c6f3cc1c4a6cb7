"""HTTP in and out: the Flask application, its schemas, problems, settings and pages.

Knows how to ask the matcher and how to say its answer; what matches and why is the matcher's to know.
"""
