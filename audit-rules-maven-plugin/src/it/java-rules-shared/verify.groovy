def log = new File(basedir, 'build.log').text

assert log.count('[INFO] Generated ') == 1
assert new File(basedir, 'cluster/manifests/audit-alerts.yaml').text.contains('alert: PodExec')
