#!/usr/bin/env bash
# A whole process that plays made-up scenarios of 50 events each, with the JVM's start, and beside it promtool, where it is,
# with as many tests of 50 series. Needs "mvn -Pbenchmark test-compile -pl audit-rules-core" before.
# usage: scenarios.sh [SCENARIOS [WINDOW]]     1,000 and 5m
set -euo pipefail
cd "$(dirname "$0")/../.."
scenarios=${1:-1000}
window=${2:-5m}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -B -ntp -q dependency:build-classpath -Pbenchmark -Dmdep.outputFile="$work/classpath" >/dev/null
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"
java -cp "$classpath" io.auditrules.benchmark.ScenarioFiles "$work" "$scenarios" "$window"

measure() { # NAME COMMAND…
  name=$1
  shift
  start=$(date +%s%N)
  "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  printf '%-50s %8s ms\n' "$name" "$((($(date +%s%N) - start) / 1000000))"
}

echo "$scenarios scenarios, window $window, $(nproc) cores, $(java -version 2>&1 | head -n 1)"
measure "ours, from the event to the receiver" java -cp "$classpath" io.auditrules.benchmark.PlayScenarios "$work"
command -v promtool >/dev/null && cd "$work/promtool" && measure "promtool test rules, from series to alerts" promtool test rules tests.yaml
true
