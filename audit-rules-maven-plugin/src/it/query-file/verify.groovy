def log = new File(basedir, 'build.log').text.replace('\r', '')
def answers = new File(basedir, 'target/answers.json').readLines().collect { new groovy.json.JsonSlurper().parseText(it) }

assert log.contains('''
# sum by (user_username) (count_over_time({log_type="audit"} | json | __error__="" [1h]))
user_username  value
bob                1
jane               3

2 series
at 2026-11-20T08:03:00.400Z, the time of the newest line

# {log_type="audit"} |= "/exec" | json | line_format "{{.user_username}} {{.objectRef_name}}"
jane cart-0
jane cart-1
''')
assert answers*.query.every { it.contains('{log_type="audit"}') }
assert answers*.data.resultType == ['vector', 'streams']
assert answers[1].data.result*.values*.get(0)*.get(0) == ['1795161660200000000', '1795161720300000000']
assert log.count('Wrote ') == 2
