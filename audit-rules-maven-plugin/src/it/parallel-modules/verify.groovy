def log = new File(basedir, 'build.log').text
def modules = ['east', 'north', 'south', 'west']

assert log.count('[INFO] Generated ') == 4
assert !log.contains('[WARNING]')
modules.each { module ->
    def manifests = new File(basedir, "${module}/manifests").listFiles().collect { it.text }.join('\n')
    modules.each { assert manifests.contains("alert: PodExec${it.capitalize()}") == (it == module) }
}
assert !new File(basedir, 'manifests').exists()
