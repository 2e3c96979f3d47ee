#!/usr/bin/env bash
# A process that looks at rules of the catalogue, each several times under names of its own: the first round is what a build
# waits for after the JVM has started, later ones are what a warm JVM takes. Beside it promtool, where it is, which checks as many
# rules for Prometheus. Needs "mvn -Pbenchmark test-compile -pl audit-rules-core" before.
# usage: lint.sh [RULES [ROUNDS]]     1,000 and 8
set -euo pipefail
cd "$(dirname "$0")/../.."
rules=${1:-1000}
rounds=${2:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mvn -B -ntp -q dependency:build-classpath -Pbenchmark -Dmdep.outputFile="$work/classpath" >/dev/null
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"

echo "$rules rules, $(nproc) cores, $(java -version 2>&1 | head -n 1)"
java -cp "$classpath" io.auditrules.benchmark.LintRules "$rules" "$rounds"
echo "as a build runs them, with -XX:TieredStopAtLevel=1 -XX:+UseSerialGC:"
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" io.auditrules.benchmark.LintRules "$rules" 2

if command -v promtool >/dev/null; then
  awk -v count="$rules" 'BEGIN {
    print "groups:\n  - name: audit\n    rules:"
    for (i = 0; i < count; i++) {
      print "      - alert: Rule" i "\n        expr: |"
      print "          sum by (user, namespace, name) (increase(audit_events_total{resource=\"pods\", subresource=\"exec\","
      print "            verb=~\"create|get\", code=\"101\", namespace=\"team-" i "\", user!~\"system:serviceaccount:.*\"}[5m])) > 0"
      print "        annotations:\n          description: \"{{ $labels.user }} ran exec in {{ $labels.name }}\""
    }
  }' >"$work/rules.yaml"
  start=$(date +%s%N)
  promtool check rules --lint=all "$work/rules.yaml" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  echo "promtool check rules, the whole process: $((($(date +%s%N) - start) / 1000000)) ms"
fi
