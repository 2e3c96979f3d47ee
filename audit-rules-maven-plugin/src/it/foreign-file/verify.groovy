def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'manifests')

assert log.count('manifests/audit-alerts.yaml') >= 2
assert manifests.list() as List == ['audit-alerts.yaml']
assert new File(manifests, 'audit-alerts.yaml').text == '# written by a person\nkind: ConfigMap\n'
