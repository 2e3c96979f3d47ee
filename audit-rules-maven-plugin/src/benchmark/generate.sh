#!/usr/bin/env bash
# Whole processes, beside each other on this machine: Maven's start, `mvn generate` for 10, 1,000 and 10,000 rules, and
# jsonnet for 1,000 of the same rules. Needs "mvn install -DskipTests" before, and jsonnet for the comparison.
# usage: generate.sh [RUNS]     prints the median of RUNS (5 if left out) in milliseconds, and the ratios
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

project() { # COUNT: a GitOps repository with so many rules, 100 in a file
  mkdir -p "$work/$1/src/main/audit-rules"
  cp -r "$here/../../../examples/gitops-repo/pom.xml" "$here/../../../examples/gitops-repo/.mvn" "$work/$1/"
  printf 'apiVersion: auditrules.io/v1\nkind: Platform\npreset: openshift-logging\n' >"$work/$1/src/main/audit-rules/platform.yaml"
  awk -v count="$1" -v folder="$work/$1/src/main/audit-rules" 'BEGIN {
    for (i = 0; i < count; i++) {
      if (i % 100 == 0) {
        file = folder "/rules-" i / 100 ".yaml"
        print "apiVersion: auditrules.io/v1\nkind: Rules\ndefaults:\n  by: [user, namespace, name]\n  annotations:" > file
        print "    summary: \"<% alert %>: a shell in a container of team <% vars.team %>\"" > file
        print "    description: \"{{ $labels.user_username }} ran exec in {{ $labels.objectRef_name }} within <% window %>\"" > file
        print "groups:\n  - name: group-" i / 100 "\n    rules:" > file
      }
      print "      - alert: Rule" i "\n        vars: {team: " i "}\n        when:" > file
      print "          resource: pods\n          subresource: exec\n          verb: [create, get]\n          code: 101" > file
      print "          namespace: team-" i "\n          user: {not: \"system:serviceaccount:openshift-*\"}" > file
    }
  }'
}

median() { # COMMAND…: milliseconds of the run in the middle
  for _ in $(seq "$runs"); do
    rm -rf manifests
    start=$(date +%s%N)
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    echo $((($(date +%s%N) - start) / 1000000))
  done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

for count in 10 1000 10000; do project $count; done
cd "$work/10" && start=$(median mvn -o -q validate) && ten=$(median mvn -o -q generate)
cd "$work/1000" && thousand=$(median mvn -o -q generate) && withoutLint=$(median mvn -o -q generate -DauditRules.lint.skip)
cd "$work/10000" && tenThousand=$(median mvn -o -q generate)
rm -rf manifests && MAVEN_OPTS=-Xmx256m mvn -o -q generate && heap="enough" || heap="NOT enough"

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
printf '%-42s %8s ms\n' "JVM and Maven, nothing to do" "$start" "10 rules" "$ten" "1,000 rules" "$thousand" \
  "1,000 rules, without lint" "$withoutLint" "10,000 rules" "$tenThousand"
echo "1,000 rules on top of Maven's start:       $((thousand - start)) ms, $(ratio $((thousand - start)) "$start") of the start itself"
echo "lint of 1,000 rules:                       $((thousand - withoutLint)) ms"
echo "10,000 rules, of 1,000 (on top of start):  $(ratio $((tenThousand - start)) $((thousand - start)))"
echo "10,000 rules, of 1,000 (whole process):    $(ratio "$tenThousand" "$thousand")"
echo "a heap of 256 MB for 10,000 rules:         $heap"
if command -v jsonnet >/dev/null; then
  mkdir "$work/jsonnet"
  peer=$(median jsonnet --tla-code count=1000 -m "$work/jsonnet" "$here/rules.jsonnet")
  printf '%-42s %8s ms\n' "$(jsonnet --version | head -n 1 | cut -d, -f1), 1,000 rules" "$peer"
  echo "mvn generate of jsonnet, 1,000 rules:      $(ratio "$thousand" "$peer")"
else
  echo "jsonnet is not installed: no comparison"
fi
