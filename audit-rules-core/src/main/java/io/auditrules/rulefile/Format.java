package io.auditrules.rulefile;

/** The forms in which rules are given to a cluster. */
public enum Format {
    /** {@code loki.grafana.com/v1} AlertingRule, which the Loki Operator's webhook admits and its ruler loads. */
    LOKI_ALERTING_RULE("AlertingRule of the Loki Operator"),
    /** {@code loki.grafana.com/v1} RecordingRule, its twin for recording rules. */
    LOKI_RECORDING_RULE("RecordingRule of the Loki Operator"),
    /** A file of groups in a folder of Loki's ruler. */
    RULER_FILE("rule file of Loki's ruler"),
    /** {@code monitoring.coreos.com/v1} PrometheusRule, which Grafana Alloy can give to Loki. */
    PROMETHEUS_RULE("PrometheusRule"),
    /** {@code monitoring.openshift.io/v1} AlertingRule, of which OpenShift's Prometheus is told, and never Loki. */
    OPENSHIFT_ALERTING_RULE("AlertingRule of OpenShift's monitoring");

    private final String words;

    Format(String words) {
        this.words = words;
    }

    /** Whether the Loki Operator looks at it before it is admitted. */
    public boolean isOfLokiOperator() {
        return this == LOKI_ALERTING_RULE || this == LOKI_RECORDING_RULE;
    }

    /** Whether its expressions are LogQL without doubt. */
    public boolean isOfLoki() {
        return isOfLokiOperator() || this == RULER_FILE;
    }

    /** What people call it. */
    @Override
    public String toString() {
        return words;
    }
}
