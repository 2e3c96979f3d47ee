def log = new File(basedir, 'build.log').text
def colour = /\u001b\[[;\d]*m/
// Aside from what the invoker says, a newer JVM about Maven's own libraries, and the colours that Debian's Maven sets back.
def said = log.readLines()*.replaceAll(colour, '').findAll { !it.isBlank() && !it.startsWith('Running post-build') && !it.startsWith('WARNING: ') }

assert said.size() == 1
def answer = new groovy.json.JsonSlurper().parseText(said[0])
assert answer.status == 'success'
assert answer.data.resultType == 'vector'
assert answer.data.result == [
    [metric: [user_username: 'bob', verb: 'get'], value: [1795161780.4, '1']],
    [metric: [user_username: 'jane', verb: 'get'], value: [1795161780.4, '2']],
    [metric: [user_username: 'jane', verb: 'list'], value: [1795161780.4, '1']],
]
