#!/usr/bin/env bash
# The program, its libraries, fonts and system packages → one archive that installs on a bare Debian 12 without a network.
# Run as `make bundle` on a machine of the same kind (Debian 12, same processor) that has a network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
version=$($python -c 'from importlib.metadata import version; print(version("mingzhang"))')
architecture=$(dpkg --print-architecture)
name="mingzhang-$version-debian12-$architecture"
workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
bundle="$workshop/$name"
mkdir -p "$bundle"/{wheels,debs,fonts,smoke} dist

echo '取程序库 ……'
pip() { $python -m pip --disable-pip-version-check --no-input "$@"; }
pip download -q --require-hashes --only-binary :all: --dest "$bundle/wheels" --requirement requirements/runtime.txt
pip wheel -q --no-deps --no-build-isolation --wheel-dir "$bundle/wheels" .
rm -rf build
# A Debian without python3-venv has no pip: its wheel installs the others.
pip download -q --no-deps --only-binary :all: --dest "$bundle/wheels" pip

echo '取系统软件包 ……'
# As for a machine that has nothing: what a bare Debian has already is passed over when it is installed.
mkdir -p "$bundle/debs/partial" && touch "$workshop/status"
apt-get -qq -y --no-install-recommends --download-only -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
    -o Dir::State::status="$workshop/status" -o Dir::Cache::archives="$bundle/debs/" install python3 "$@"
rm -rf "$bundle/debs/partial" "$bundle/debs/lock"

cp -a .fonts/. "$bundle/fonts/"
cp -r templates/example/2024-final "$bundle/smoke/"
cp scripts/install.sh "$bundle/install.sh"
(cd "$bundle" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >"$workshop/sums" && mv "$workshop/sums" SHA256SUMS)

archive="dist/$name.tar.gz"
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$workshop" -czf "$archive.part" "$name"
mv "$archive.part" "$archive"
(cd dist && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "已写好 $archive（$(du -h "$archive" | cut -f1)）"
