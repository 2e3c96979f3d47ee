def log = new File(basedir, 'build.log').text

for (name in ['definitionsDirectory', 'outputDirectory', 'overwrite', 'skip', 'generate.skip', 'check.skip']) {
    assert log.contains("User property: auditRules.${name}")
}
