.venv/bin/python -m scripts.schemas
