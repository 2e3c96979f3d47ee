def log = new File(basedir, 'build.log').text
def modules = ['east', 'north', 'south', 'west']

assert log.count('[INFO] Generated ') == 4
assert !log.contains('[WARNING]')
for (module in modules) {
    def manifests = new File(basedir, "${module}/manifests").listFiles().collect { it.text }.join('\n')
    for (other in modules) {
        assert manifests.contains("alert: PodExec${other.capitalize()}") == (other == module)
    }
}
assert !new File(basedir, 'manifests').exists()
