#!/usr/bin/env bash
# Whole processes, beside each other on this machine, over one audit log: logcli, grep and jq, and our evaluator with the
# JVM's start. Needs "mvn -Pbenchmark test-compile -pl audit-rules-core" before; logcli (of Loki) and jq where they are.
# usage: query.sh [RUNS [LINES]]     prints the median of RUNS (5) over LINES (400,000) in milliseconds, and the ratios
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-5}
lines=${2:-400000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -B -ntp -q dependency:build-classpath -Pbenchmark -Dmdep.outputFile="$work/classpath" >/dev/null
java=(java -XX:+UseSerialGC -Xmx256m -cp "target/classes:target/test-classes:$(cat "$work/classpath")")
log=$work/audit.jsonl
"${java[@]}" io.auditrules.benchmark.AuditLog "$lines" >"$log"
megabytes=$(($(stat -c %s "$log") / 1000000))

median() { # COMMAND…: milliseconds of the run in the middle
  for _ in $(seq "$runs"); do
    start=$(date +%s%N)
    "$@" >"$work/out" 2>"$work/err" || [ $? -eq 1 ] || { cat "$work/err" >&2; exit 1; }
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | sed -n "$(((runs + 1) / 2))p"
}
ours() { "${java[@]}" io.auditrules.benchmark.QueryLog "$log" "$1"; }
peer() { "$1" --stdin --quiet query --limit=1000000 '{log_type="audit"} |~ "/exec?" | json | objectRef_subresource="exec"' <"$log"; }
row() { printf '%-44s %8s ms %8s MB/s\n' "$1" "$2" "$((megabytes * 1000 / $2))"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

echo "$megabytes MB, $lines lines, $(nproc) cores, $(java -version 2>&1 | head -n 1)"
grepShell=$(median grep -cE '/exec?' "$log") && row "grep -cE '/exec?'" "$grepShell"
grepNothing=$(median grep -c zzzz-nothing "$log") && row "grep -c, nothing found" "$grepNothing"
linesOurs=$(median ours lines) && row "ours, lines of shells" "$linesOurs"
alert=$(median ours alert) && row "ours, the alert about shells" "$alert"
nothing=$(median ours nothing) && row "ours, nothing found" "$nothing"
one=$(median ours one) && row "ours, one rule of fifty" "$one"
fifty=$(median ours fifty) && row "ours, fifty rules" "$fifty"
command -v jq >/dev/null && row "jq, select by subresource" "$(median jq -c 'select(.objectRef.subresource == "exec")' "$log")"
if logcli=$(command -v "${LOGCLI:-logcli}"); then
  loki=$(median peer "$logcli") && row "logcli --stdin, lines of shells" "$loki"
  echo "lines, times logcli's MB/s:      $(ratio "$loki" "$linesOurs")"
  echo "alert, times logcli's MB/s:      $(ratio "$loki" "$alert") (logcli for the lines: it cannot do the alert)"
else
  echo "logcli is not installed: no comparison"
fi
echo "nothing found, of grep's MB/s:   $(ratio "$grepNothing" "$nothing")"
echo "fifty rules, times one:          $(ratio "$fifty" "$one")"
