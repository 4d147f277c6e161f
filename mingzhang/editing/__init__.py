"""Changes at their place: a source's bytes and what is to be said → the bytes that say it.

Everything else stays byte for byte: comments, order, layout, line ends.
"""
