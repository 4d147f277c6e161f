"""At the desk: a project's documents while they are written → page, findings and form, kept fresh.

One process keeps what does not change from one edit to the next.
"""
