def log = new File(basedir, 'build.log').text
def modules = ['east', 'north', 'south', 'west']

assert log.count('[INFO] Generated ') == 4
assert !log.contains('not marked as thread-safe')
for (module in modules) {
    def manifest = new File(basedir, "${module}/manifests/loki-operator/audit-alerts.yaml").text
    for (other in modules) {
        assert manifest.contains("alert: PodExec${other.capitalize()}") == (other == module)
    }
}
assert !new File(basedir, 'manifests').exists()
