"""PDF: the bytes of a published file → its ruled tables as grids, with page and box of each cell.

Nothing is guessed: a page that cannot be read surely is told, and so is a cell.
"""
