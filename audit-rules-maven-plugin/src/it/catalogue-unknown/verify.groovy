def log = new File(basedir, 'build.log').text.replace('\r', '')

assert log =~ /(?m)^\[ERROR\] pack: unknown "acess"$\n^\[ERROR\]   did you mean "access"\? /
assert log =~ /(?m)^\[ERROR\] level: unknown "Requests"$\n^\[ERROR\]   did you mean "Request"\? /
assert log.contains('2 problems')
assert !log.contains('\tat ')
