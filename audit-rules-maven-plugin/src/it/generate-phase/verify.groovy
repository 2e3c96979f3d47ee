def log = new File(basedir, 'build.log').text
def manifests = []
new File(basedir, 'manifests').eachFileRecurse(groovy.io.FileType.FILES) { manifests << it }

assert manifests*.name.sort() == ['audit-alerts.yaml', 'kustomization.yaml']
assert log.contains('Generated 2 files in manifests: 2 created')
assert log.count('Generated 2 files in manifests: 2 unchanged') == 2
assert manifests.any { it.text.contains('alert: PodExec') }
