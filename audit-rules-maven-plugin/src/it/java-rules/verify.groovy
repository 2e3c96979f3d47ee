def log = new File(basedir, 'build.log').text
def manifest = new File(basedir, 'manifests/loki-operator/secrets.yaml').text

assert log.contains('[ERROR] the project\'s rules in Java are not compiled: run "mvn compile generate"')
assert log.contains('Generated 2 files in manifests: 2 created')
// Once in its own execution, once in the phase generate.
assert log.count('Generated 2 files in manifests: 2 unchanged') == 1
assert manifest.contains('alert: SecretRead')
assert manifest.readLines()[0].contains('it.SecretRules')
