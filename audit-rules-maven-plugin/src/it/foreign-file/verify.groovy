def log = new File(basedir, 'build.log').text
def manifests = []
new File(basedir, 'manifests').eachFileRecurse(groovy.io.FileType.FILES) { manifests << it }

assert log.count('manifests/loki-operator/audit-alerts.yaml') >= 2
assert manifests*.name == ['audit-alerts.yaml']
assert manifests[0].text == '# written by a person\nkind: ConfigMap\n'
