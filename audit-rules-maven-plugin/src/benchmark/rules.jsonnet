// The rules of the benchmark in jsonnet: the same conditions, texts and LogQL. Texts are templates, as they are for us;
// the expression is put together without them, since std.format is slow.
local paths = {
  user: 'user.username', namespace: 'objectRef.namespace', name: 'objectRef.name', resource: 'objectRef.resource',
  subresource: 'objectRef.subresource', verb: 'verb', code: 'responseStatus.code', stage: 'stage',
};
local labels = {
  user: 'user_username', namespace: 'objectRef_namespace', name: 'objectRef_name', resource: 'objectRef_resource',
  subresource: 'objectRef_subresource', verb: 'verb', code: 'responseStatus_code', stage: 'stage',
};
local test(field, value) =
  if std.isObject(value) then labels[field] + '!~"' + value.not + '"'
  else if std.isArray(value) then labels[field] + '=~"' + std.join('|', value) + '"'
  else labels[field] + '="' + value + '"';

local alert(rule) =
  local fields = std.set(rule.by + std.objectFields(rule.when) + ['stage']);
  {
    alert: rule.alert,
    expr: 'sum by (' + std.join(', ', [labels[f] for f in rule.by]) + ') (count_over_time({log_type="audit"} |= `"'
          + rule.when.subresource + '"` | json ' + std.join(', ', [labels[f] + '="' + paths[f] + '"' for f in fields])
          + ' | __error__="" | ' + std.join(' | ', [test(f, rule.when[f]) for f in std.objectFields(rule.when)])
          + ' | stage="ResponseStarted" [' + rule.window + '])) > 0',
    'for': '0s',
    labels: { severity: rule.severity },
    annotations: { [key]: rule.annotations[key] % rule for key in std.objectFields(rule.annotations) },
  };

function(count) {
  ['rules-%d.json' % set]: {
    apiVersion: 'loki.grafana.com/v1',
    kind: 'AlertingRule',
    metadata: { name: 'rules-%d' % set, namespace: 'openshift-logging' },
    spec: {
      tenantID: 'audit',
      groups: [{
        name: 'group-%d' % set,
        interval: '1m',
        rules: [
          alert({
            alert: 'Rule%d' % i,
            team: i,
            when: {
              resource: 'pods', subresource: 'exec', verb: ['create', 'get'], code: '101', namespace: 'team-%d' % i,
              user: { not: 'system:serviceaccount:openshift-.*' },
            },
            by: ['user', 'namespace', 'name'],
            window: '5m',
            severity: 'warning',
            annotations: {
              summary: '%(alert)s: a shell in a container of team %(team)d',
              description: '{{ $labels.user_username }} ran exec in {{ $labels.objectRef_name }} within %(window)s',
            },
          })
          for i in std.range(set * 100, std.min(count, set * 100 + 100) - 1)
        ],
      }],
    },
  }
  for set in std.range(0, std.ceil(count / 100) - 1)
}
