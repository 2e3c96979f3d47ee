def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'manifests').listFiles()
def files = manifests.size() == 1 ? '1 file' : "${manifests.size()} files"

assert log.contains("Generated ${files} in manifests: ${manifests.size()} created")
assert log.count("Generated ${files} in manifests: ${manifests.size()} unchanged") == 2
assert manifests.any { it.text.contains('alert: PodExec') }
