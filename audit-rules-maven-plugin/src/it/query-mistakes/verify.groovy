def log = new File(basedir, 'build.log').text.replace('\r', '')

assert log =~ /(?m)^\[ERROR\] at: "yesterday" is not a time$/
assert log =~ /(?m)^\[ERROR\] missing\.log: this file does not exist$/
assert log =~ /(?m)^\[ERROR\] queries\.logql:1:15: /
assert log =~ /(?m)^\[ERROR\]   2 \| \{log_type="audit"\} \| jsn$\n^\[ERROR\]     \|                      \^\^\^$/
assert log.contains('4 problems')
assert !log.contains('\tat ')
