def log = new File(basedir, 'build.log').text

for (name in ['definitionsDirectory', 'outputDirectory', 'overwrite', 'skip', 'generate.skip', 'check.skip']) {
    assert log.contains("User property: auditRules.${name}")
}
for (name in ['query', 'queryFile', 'logs', 'labels', 'at', 'start', 'end', 'step', 'limit', 'direction', 'format', 'output',
        'lokiVersion', 'maxQuerySeries', 'id', 'pack', 'level', 'attack', 'source']) {
    assert log =~ /(?m)User property: ${name}$/
}
