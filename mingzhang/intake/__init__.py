"""Intake: grids and a form → the source that prints them, with the cell of each figure.

The form's own tables are read backwards: they are laid out once with marks for figures, and what
stands at each place says what a number in that place of a workbook means.  It knows no workbook.
"""
