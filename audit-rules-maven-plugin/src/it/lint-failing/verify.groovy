def log = new File(basedir, 'build.log').text

assert new File(basedir, 'manifests/loki-operator/exec.yaml').exists()
assert log.contains('src/main/audit-rules/exec.yaml:11:32: error: one line that cannot be read silences the rule (blind/unguarded)')
assert log =~ /(?m)^\[ERROR\] .*Lint found .* error.* in 1 rule\. Mend them, or say in the file why not: # lint: ignore <id>: <reason>/
assert !log.contains('\tat ')
