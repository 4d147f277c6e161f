"""Facts: what the sources say, as exact figures with their provenance.

In: nodes with places (``mingzhang.reading``).  Out: an ``Account``: cube, named figures, words.
"""
