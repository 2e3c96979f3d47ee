def log = new File(basedir, 'build.log').text
def reports = new File(basedir, 'target/audit-rules')

assert log.indexOf('Checked') < log.indexOf('PASS') : 'manifests are checked before scenarios are played'
assert log.count('3 scenarios: 3 passed, 0 failed') == 2
assert log.contains('src/test/audit-rules/routing.yaml:4')
assert log.contains('receiver: security') : 'the routes are explained'
assert new groovy.xml.XmlSlurper().parse(new File(reports, 'TEST-audit-rules.xml')).@tests == '3'
assert new groovy.json.JsonSlurper().parse(new File(reports, 'scenarios.json')).scenarios.size() == 3
assert new File(reports, 'scenarios.html').text.contains('<svg')
