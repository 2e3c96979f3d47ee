def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'cluster/manifests/loki-operator')

assert log.count('[INFO] Generated ') == 1
assert new File(manifests, 'audit-alerts.yaml').text.contains('alert: PodExec')
assert new File(manifests, 'secrets.yaml').text.contains('alert: SecretRead')
assert !new File(basedir, 'rules/manifests').exists()
