#!/usr/bin/env bash
# Rules of the repository that no compiler checks: no path of a machine in a tracked file, and
# every dependency pinned to an exact version.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# [h]ome and so on, so that this line does not find itself.
if git grep -nIE '(^|[^A-Za-z0-9_.-])/([h]ome|[r]oot|[w]ork|[U]sers|[t]mp)/[A-Za-z]' -- .; then
  echo "error: tracked files name a path of a machine (above)" >&2
  failed=1
fi

if grep -n '\.package(url:' Package.swift | grep -v 'exact: "'; then
  echo "error: Package.swift has a dependency without an exact version (above)" >&2
  failed=1
fi

[ "$failed" -eq 0 ] && echo "repository rules: kept"
exit "$failed"
