"""Review: two versions of the sources → what a reader of the documents will find changed.

Typed figures, the figures and sentences that move with them, and reasons that were left as they
were.  Nothing here ever writes to a work tree or an index.
"""
