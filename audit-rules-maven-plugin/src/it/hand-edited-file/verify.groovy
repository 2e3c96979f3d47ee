def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'manifests').listFiles().collect { it.text }.join('\n')

// Reported by generate and by check, and gone only after the last call.
assert log.count('edited by hand') >= 2
assert log.contains('auditRules.overwrite')
assert log.count('Generated ') == 2
assert manifests.contains('exec ${placeholder}')
