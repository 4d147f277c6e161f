#!/usr/bin/env bash
# 不联网安装：核对每个文件的校验码，装系统软件包（要管理员权限）、程序和字体，再试着生成一份样本。
# 用法：./install.sh [装到哪个文件夹]，缺省为 ~/mingzhang
set -euo pipefail
target=$(realpath -m "${1:-$HOME/mingzhang}")
cd "$(dirname "${BASH_SOURCE[0]}")"
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

echo '核对文件 ……'
sha256sum --quiet --strict --check SHA256SUMS || { echo '错误：有文件不完整或被改过，没有安装。请重新拷贝整个压缩包。' >&2; exit 1; }
# A file that the list does not name is nobody's.
[ "$(find . ! -type d ! -name SHA256SUMS | wc -l)" = "$(wc -l <SHA256SUMS)" ] || { echo '错误：文件夹里多了清单上没有的文件，没有安装。' >&2; exit 1; }

missing=()
for file in debs/*.deb; do
    package=$(dpkg-deb --field "$file" Package)
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$file")
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { echo "错误：缺少 ${#missing[@]} 个系统软件包，请管理员运行这个脚本。" >&2; exit 1; }
        as_root=(sudo)
    fi
    echo "安装系统软件包（${#missing[@]} 个） ……"
    # apt knows which of them others need first; there is nothing it would have to fetch.
    "${as_root[@]}" apt-get -qq -y --no-install-recommends -o APT::Sandbox::User=root \
        install "${missing[@]/#/./}" >/dev/null || { echo '错误：系统软件包没有装上，原因见上。' >&2; exit 1; }
fi

python=$(command -v python3.11 || command -v python3)
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "错误：这个压缩包是给 Python 3.11 的，这里是 $("$python" --version)。" >&2; exit 1; }
echo "安装程序到 $target ……"
"$python" -m venv --without-pip "$target"
pip=$(echo wheels/pip-*.whl)
"$target/bin/python" "$pip/pip" --disable-pip-version-check install -q --no-index --no-deps --force-reinstall wheels/*.whl
fonts=$("$target/bin/python" -c 'from mingzhang.project import SHIPPED; print(SHIPPED / ".fonts")')
mkdir -p "$fonts" && cp -a fonts/. "$fonts/"
"$target/bin/mingzhang" setup --only-fonts >/dev/null

echo '试着生成样本 ……'
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
mkdir -p "$trial/sources/example" && cp -r smoke/2024-final "$trial/sources/example/"
(cd "$trial" && "$target/bin/mingzhang" build >"$trial/said") || { cat "$trial/said" >&2; echo '错误：样本没有生成，原因见上。' >&2; exit 1; }
[ -s "$trial/output/example/2024-final/disclosure.pdf" ] || { echo '错误：样本的 PDF 没有生成。' >&2; exit 1; }
echo "已装好。运行：$target/bin/mingzhang --help"
