def log = new File(basedir, 'build.log').text

['definitionsDirectory', 'outputDirectory', 'overwrite', 'skip', 'generate.skip', 'check.skip'].each {
    assert log.contains("User property: auditRules.${it}")
}
