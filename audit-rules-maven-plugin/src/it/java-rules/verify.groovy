def log = new File(basedir, 'build.log').text

assert log.contains('[ERROR] the project\'s rules in Java are not compiled: run "mvn compile generate"')
assert log =~ /Generated 1 file in manifests: 1 created/
assert log =~ /Generated 1 file in manifests: 1 unchanged/
