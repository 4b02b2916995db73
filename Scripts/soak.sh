#!/usr/bin/env bash
# Runs every drill of scenarios/drills under many seeds, twice each, and wants the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-25}
began=$SECONDS

play() { # drill, seed
  local status=0
  .build/release/sandtable run "$1" --seed "$2" --json --no-archive --no-report 2>/dev/null \
    | sha256sum || status=$?
  # 1 says that an objective was missed or undecided, which is a result.
  if [ "$status" -gt 1 ]; then
    echo "error: $1 seed $2 ended with $status" >&2
    exit 1
  fi
}

for drill in scenarios/drills/*.yaml; do
  for ((seed = 1; seed <= rounds; seed++)); do
    first=$(play "$drill" "$seed")
    second=$(play "$drill" "$seed")
    if [ "$first" != "$second" ]; then
      echo "error: $drill seed $seed: two runs differ" >&2
      exit 1
    fi
  done
  echo "$drill: $rounds seeds, each twice with the same bytes"
done
echo "soak: $((SECONDS - began)) s"
