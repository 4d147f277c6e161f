"""Inspection: a published PDF and a form → what is wrong in it, for whoever checks others' papers.

Its tables are placed as a workbook's are, the document is made again of the finest figures, and
every printed cell is held against it: a document that is made again hides what was wrong.
"""
