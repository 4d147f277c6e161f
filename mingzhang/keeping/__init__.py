"""Nothing twice: what a document's bytes depend on → its key, and what came of it under that key.

A record is the program's own notice in the user's cache folder, never beside the sources: what a
checkout brings along cannot say of itself that it was checked.  A record that cannot be read, or
that speaks of anything else than what is there now, says nothing: the document is done again.
"""
