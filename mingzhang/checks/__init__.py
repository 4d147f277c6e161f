"""Checks (勾稽): an account → diagnostics.

In: an ``Account``.  Out: a diagnostic for every identity that does not hold, with both sides.
"""
