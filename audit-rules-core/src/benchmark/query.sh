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

ours() { "${java[@]}" io.auditrules.benchmark.QueryLog "$log" "$1"; }
jqShells() { jq -c 'select(.objectRef.subresource == "exec")' "$log"; }
logcliLines() {
  "$logcli" --stdin --quiet query --limit=1000000 '{log_type="audit"} |~ "/exec?" | json | objectRef_subresource="exec"' <"$log"
}
labels=("grep -cE '/exec?'" "grep -c, nothing found" "ours, lines of shells" "ours, the alert about shells" "ours, nothing found"
  "ours, one rule of fifty" "ours, fifty rules")
commands=("grep -cE /exec? $log" "grep -c zzzz-nothing $log" "ours lines" "ours alert" "ours nothing" "ours one" "ours fifty")
if command -v jq >/dev/null; then
  labels+=("jq, select by subresource")
  commands+=(jqShells)
fi
if logcli=$(command -v "${LOGCLI:-logcli}"); then
  labels+=("logcli --stdin, lines of shells")
  commands+=(logcliLines)
fi

# Round by round, so that a machine that slows down slows all of them.
for _ in $(seq "$runs"); do
  for i in "${!commands[@]}"; do
    start=$(date +%s%N)
    ${commands[i]} >"$work/out" 2>"$work/err" || [ $? -eq 1 ] || { cat "$work/err" >&2; exit 1; }
    echo $((($(date +%s%N) - start) / 1000000)) >>"$work/$i"
  done
done
median() { sort -n "$work/$1" | sed -n "$(((runs + 1) / 2))p"; }
ratio() { awk -v a="$(median "$1")" -v b="$(median "$2")" 'BEGIN { printf "%.2f", a / b }'; }

echo "$megabytes MB, $lines lines, $(nproc) cores, $(java -version 2>&1 | head -n 1)"
for i in "${!commands[@]}"; do
  printf '%-44s %8s ms %8s MB/s\n' "${labels[i]}" "$(median "$i")" "$((megabytes * 1000 / $(median "$i")))"
done
if [ -n "$logcli" ]; then
  peer=$((${#commands[@]} - 1))
  echo "lines, times logcli's MB/s:      $(ratio "$peer" 2)"
  echo "alert, times logcli's MB/s:      $(ratio "$peer" 3) (logcli for the lines: it cannot do the alert)"
else
  echo "logcli is not installed: no comparison"
fi
echo "nothing found, of grep's MB/s:   $(ratio 1 4)"
echo "fifty rules, times one:          $(ratio 6 5)"
