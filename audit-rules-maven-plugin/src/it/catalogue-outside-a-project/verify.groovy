def log = new File(basedir, 'build.log').text.replace('\r', '')

// Maven may reset the colours of a terminal before the first line.
assert log =~ /(?m)id +severity +audit level +packs +ATT&CK +title$/
assert log =~ /(?m)^pod-exec +warning +Metadata +access essential +T1609 +Command run in a container$/
assert !(log =~ /(?m)^secret-read /)
assert log =~ /(?m)^pod-exec, warning, audit level Metadata, packs access essential$/
assert log =~ /(?m)^ +\| objectRef_resource="pods" \| objectRef_subresource="exec"/

def json = new groovy.json.JsonSlurper().parse(new File(basedir, 'pod-exec.json'))
assert json.id == 'pod-exec'
assert json.prevent.resources == ['pods/exec']
