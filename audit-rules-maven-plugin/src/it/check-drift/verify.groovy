def log = new File(basedir, 'build.log').text
def manifest = new File(basedir, 'manifests/loki-operator/audit-alerts.yaml').text

assert log.contains('[ERROR] --- a/manifests/loki-operator/audit-alerts.yaml')
assert log.contains('[ERROR] +++ b/manifests/loki-operator/audit-alerts.yaml')
assert log =~ /(?m)^\[ERROR\] -\s+(- )?interval: 1m$/
assert log =~ /(?m)^\[ERROR\] \+\s+(- )?interval: 2m$/
assert log =~ /(?m)^\[ERROR\] Run "mvn generate" to update them\./
assert manifest.contains('interval: 1m')
assert !manifest.contains('interval: 2m')
