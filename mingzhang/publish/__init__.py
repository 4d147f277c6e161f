"""Publishing: a document → files, written whole or not at all."""
