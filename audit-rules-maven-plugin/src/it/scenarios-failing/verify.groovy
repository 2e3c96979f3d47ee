def log = new File(basedir, 'build.log').text

assert log.contains('broken.yaml:6:23: there is no rule "PodExek"') : 'a file that is wrong is told'
assert log.contains('did you mean "PodExec"?')
assert log =~ /PASS .*a shell fires/ : 'and does not keep others from being played'
assert log.contains('PodExec did not fire')
assert log.contains('→ 0 after |= `"exec"`') : 'the message says why'
assert log.contains('1 scenario failed, see above')
assert log.contains('50% of the receivers are covered by scenarios, auditRules.coverage.receivers wants 100%')
assert !log.contains('\tat ') : 'no stack trace'
assert new File(basedir, 'target/audit-rules/TEST-audit-rules.xml').text.contains('<failure')
