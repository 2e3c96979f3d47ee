def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'manifests').listFiles()

assert log.contains("Generated ${manifests.size()} files in manifests: ${manifests.size()} created")
assert log.count("Generated ${manifests.size()} files in manifests: ${manifests.size()} unchanged") == 2
assert manifests.any { it.text.contains('alert: PodExec') }
