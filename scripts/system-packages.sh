#!/usr/bin/env bash
# Names of Debian packages → those that are missing are installed, or the reader is told the one command that does it.
set -euo pipefail

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "提示：这不是 Debian 或 Ubuntu，请自行安装与这些软件包相当的程序：$*" >&2
    exit 0
fi

missing=()
for package in "$@"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=(env DEBIAN_FRONTEND=noninteractive)
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
else
    echo "错误：缺少系统软件包，安装它们需要管理员权限。请管理员运行下面一条命令，然后重新运行：" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

echo "安装系统软件包：${missing[*]}"
apt_get=("${as_root[@]}" apt-get -q -y -o DPkg::Lock::Timeout=300)
{ "${apt_get[@]}" update && "${apt_get[@]}" install --no-install-recommends "${missing[@]}"; } >&2 ||
    { echo "错误：系统软件包没有装上，原因见上。" >&2; exit 1; }
