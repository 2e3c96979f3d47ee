def log = new File(basedir, 'build.log').text
def count = new File(basedir, 'manifests').listFiles().size()

assert log.count("Checked ${count} files in manifests: ${count} unchanged") == 2
