def log = new File(basedir, 'build.log').text

assert log =~ /(?m)^\[ERROR\] src\/main\/audit-rules\/typo\.yaml:14:9: .*"severty"/
assert !log.contains('\tat ')
assert !new File(basedir, 'manifests').exists()
