def log = new File(basedir, 'build.log').text
def manifest = new File(basedir, 'manifests/loki-operator/audit-alerts.yaml').text

// Reported by generate and by check, and gone only after the last call.
assert log.count('manifests/loki-operator/audit-alerts.yaml: this generated file was edited by hand') == 1
assert log.count('manifests/loki-operator/audit-alerts.yaml was edited by hand') == 1
assert log.contains('To replace what was edited by hand, add -DauditRules.overwrite')
assert log.count('Generated ') == 2
assert manifest.contains('exec ${placeholder}')
