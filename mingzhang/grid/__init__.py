"""A sheet as it lies there: rows of cells, each with its text, exact number, extent and place.

In: the bytes of a workbook.  Out: ``Grid`` values, or what prevents reading it.  It knows no form.
"""
