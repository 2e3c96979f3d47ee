def log = new File(basedir, 'build.log').text

assert log.count('[INFO] Skipped') == 4
assert !new File(basedir, 'manifests').exists()
