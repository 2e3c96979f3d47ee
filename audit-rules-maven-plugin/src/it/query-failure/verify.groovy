def log = new File(basedir, 'build.log').text

assert log =~ /(?m)^\[ERROR\] query:1:1: pipeline error: 'JSONParserErr'/
assert log.contains('audit.log:2: the only line with an error')
assert log.contains('A rule with such a query does not fire in Loki')
assert !log.contains('\tat ')
