def log = new File(basedir, 'build.log').text
// Before its first word Maven says nothing; what the invoker itself writes is the command line.
def said = log.readLines().findAll { !it.isBlank() && !it.startsWith('Running: ') && !(it =~ /^# (Run|Finished)/) }

assert said.every { it.startsWith('[ERROR]') }
assert said.findIndexOf { it.startsWith('[ERROR] src/broken/typo.yaml:17:9: ') } == 1
assert new File(basedir, 'manifests').exists()
