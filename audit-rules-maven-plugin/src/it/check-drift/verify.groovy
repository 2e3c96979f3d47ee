def log = new File(basedir, 'build.log').text
def manifests = new File(basedir, 'manifests').listFiles().collect { it.text }.join('\n')

assert log =~ /(?m)^\[ERROR\] --- .*manifests\//
assert log =~ /(?m)^\[ERROR\] \+\+\+ .*manifests\//
assert log =~ /(?m)^\[ERROR\] -\s+(- )?interval: 1m$/
assert log =~ /(?m)^\[ERROR\] \+\s+(- )?interval: 2m$/
assert log =~ /(?m)^\[ERROR\] Run "mvn generate" to update them\./
assert manifests.contains('interval: 1m')
assert !manifests.contains('interval: 2m')
