"""Site: manifests and data of many documents → an index, a catalogue and tables across them.

Knows no account: only what was published.
"""
