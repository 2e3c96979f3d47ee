def log = new File(basedir, 'build.log').text
def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, 'lint.sarif'))

assert sarif.version == '2.1.0'
assert sarif.runs[0].results.find { it.ruleId == 'blind/unguarded' }.locations[0].physicalLocation.artifactLocation.uri == 'rules/exec.yaml'
assert log.contains('rules/exec.yaml:5:86: error: one line that cannot be read silences the rule (blind/unguarded)')
assert log =~ /(?m)^\[ERROR\] .*Lint found .* error.* in 1 rule\./
assert !log.contains('\tat ')
