"""Drafting: a form, or last year's folder → the files of a new document, with what is to be filled.

Nothing is invented: every place that its author must decide says 待填, and ``check`` tells each.
"""
