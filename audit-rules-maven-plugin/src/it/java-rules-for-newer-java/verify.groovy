def log = new File(basedir, 'build.log').text

assert log.contains('[ERROR] rules in Java are compiled for Java 99, Maven runs on Java ')
assert !log.contains('An API incompatibility was encountered')
