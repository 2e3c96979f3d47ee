def log = new File(basedir, 'build.log').text
def colour = /\u001b\[[;\d]*m/
// Aside from what the invoker says, and a newer JVM about Maven's own libraries.
def said = log.readLines()*.replaceAll(colour, '').findAll {
    !it.isBlank() && !it.startsWith('Running post-build') && !it.startsWith('WARNING: ')
}

assert said.every { it.startsWith('[ERROR]') }
assert said[0].startsWith('[ERROR] Failed to execute goal io.auditrules:audit-rules-maven-plugin:')
assert said[1].startsWith('[ERROR] src/broken/typo.yaml:18:9: ')
assert new File(basedir, 'manifests').exists()
