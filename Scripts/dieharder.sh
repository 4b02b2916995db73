#!/usr/bin/env bash
# Gives the generator's words to tests of randomness (R. G. Brown's dieharder): first those of one
# address, then one word of each of 64 entities with neighbouring names in turn. Fails on a FAILED
# verdict. Usage: dieharder.sh [TEST...], tests by dieharder's numbers.
set -euo pipefail
cd "$(dirname "$0")/.."
bench=${SANDTABLE_BENCH:-.build/release/sandtable-bench}
# Bits, bit streams, permutations, ranks of matrices, spectra, sums, lags. Left out: those that
# dieharder itself calls wrong (5, 6, 7, 14), and that of divisors (17), as long as all others.
tests=("$@")
if [ ${#tests[@]} -eq 0 ]; then
  tests=(0 1 2 3 4 8 9 10 11 12 13 15 16 100 101 102 202 203 204 205 206 209)
fi
began=$SECONDS
failed=0

for words in "words" "words --interleave"; do
  echo "$words"
  for test in "${tests[@]}"; do
    # A test reads what it wants and goes; that the writer then ends is no failure.
    # shellcheck disable=SC2086
    result=$(set +o pipefail
      "$bench" $words 2>/dev/null | dieharder -g 200 -d "$test" \
        | grep -E 'PASSED|WEAK|FAILED' || true)
    echo "$result"
    if [ -z "$result" ] || grep -q FAILED <<<"$result"; then failed=1; fi
  done
done
echo "dieharder: $((SECONDS - began)) s"
[ "$failed" -eq 0 ] || echo "error: a test failed (above)" >&2
exit "$failed"
