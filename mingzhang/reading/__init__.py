"""The reading stage: YAML files of a document → nodes with their places, checked by schema."""
