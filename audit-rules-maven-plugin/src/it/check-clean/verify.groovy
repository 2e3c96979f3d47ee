def log = new File(basedir, 'build.log').text

assert (log =~ /Checked (\d+) files? in manifests: \1 unchanged/).count == 2
