#!/usr/bin/env bash
# Installs the system packages that a purpose needs (build, lint, bench, soak, look), when it may; else
# says exactly what to type, and exits 1. Does nothing when all are there.
set -euo pipefail

case "${1:-build}" in
  # SQLite's header for the archive; libedit's for lines typed at a terminal, which the build finds by
  # pkgconf; Foundation's XML reader wants the system's libxml2.
  build) packages=(libsqlite3-dev libedit-dev pkgconf libxml2-dev git) ;;
  lint) packages=(git python3-venv) ;;
  bench) packages=(valgrind python3-venv binutils gcc g++) ;;
  soak) packages=(dieharder) ;;
  look) packages=(chromium fonts-noto-cjk python3-venv) ;;
  *) echo "usage: $0 build|lint|bench|soak|look" >&2; exit 64 ;;
esac

if [ "${1:-build}" = build ] && ! command -v swift >/dev/null; then
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux" >&2
  echo "需要 Swift 6.2 或更高版本：https://www.swift.org/install/linux" >&2
  exit 1
fi

if ! command -v dpkg-query >/dev/null; then
  # No Debian: the compiler will say what it misses; the names are Debian's.
  echo "Not a Debian system; these are needed by their Debian names: ${packages[*]}" >&2
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if [ "$(id -u)" -eq 0 ]; then
  as_root=(env DEBIAN_FRONTEND=noninteractive)
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
else
  echo "These packages are missing, and this user may not install them. Please type:" >&2
  echo "缺少以下软件包，当前用户无权安装。请输入：" >&2
  echo "  sudo apt-get update && sudo ${install[*]}" >&2
  exit 1
fi

echo "Installing ${missing[*]}" >&2
if ! "${as_root[@]}" "${install[@]}" >/dev/null 2>&1; then
  # The lists may be old or absent, as in a fresh container.
  "${as_root[@]}" apt-get update -q >/dev/null
  "${as_root[@]}" "${install[@]}" >/dev/null
fi
