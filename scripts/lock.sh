#!/usr/bin/env bash
# pyproject.toml → requirements/runtime.txt and requirements/dev.txt: exact versions with the hashes of every platform's files.
# Run as `make lock`. Versions already pinned stay; delete a line, or the files, to take newer ones.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
.venv/bin/python -m venv "$workshop/uv"
"$workshop/uv/bin/python" -m pip install --quiet uv

# setuptools installs the project itself without reaching out for a second, unpinned copy.
lock() { # output, further arguments of the resolver
    local output=$1
    shift
    echo 'setuptools>=70.1' | "$workshop/uv/bin/uv" pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
        --output-file "$output" "$@" pyproject.toml - >/dev/null
    sed -i '1i # Made from pyproject.toml by scripts/lock.sh (make lock). Do not edit by hand.' "$output"
}
lock requirements/runtime.txt --extra desk
lock requirements/dev.txt --extra cluster --extra desk --extra dev --constraint requirements/runtime.txt
