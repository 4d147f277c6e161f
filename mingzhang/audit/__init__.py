"""Audit: what becomes public of a document, for the officer who clears it (保密审查)."""
