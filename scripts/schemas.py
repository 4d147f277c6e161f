"""The forms' keys → schema/*.json, what editors complete from.

Those of the national form stand in ``schema/`` itself, those of a form that has keys of its own
in ``schema/<folder>/``.  Run ``python -m scripts.schemas`` after a ``keys.yaml`` changed; a test
compares.
"""

from __future__ import annotations

from mingzhang.forms.editor_schemas import schemas
from mingzhang.project import Project


def main() -> None:
    """Write the schemas, and take away those that nothing declares any more."""
    folder, texts = Project().schema, schemas(Project())
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    for file in folder.rglob("*.schema.json"):
        if file.relative_to(folder) not in texts:
            file.unlink()


if __name__ == "__main__":
    main()
