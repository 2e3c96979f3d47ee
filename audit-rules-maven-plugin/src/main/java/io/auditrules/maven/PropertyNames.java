package io.auditrules.maven;

/** The names by which the command line and a POM's properties set the goals' parameters. */
final class PropertyNames {
    static final String DEFINITIONS_DIRECTORY = "auditRules.definitionsDirectory";
    static final String OUTPUT_DIRECTORY = "auditRules.outputDirectory";
    static final String OVERWRITE = "auditRules.overwrite";
    static final String SKIP = "auditRules.skip";
    static final String SKIP_GENERATE = "auditRules.generate.skip";
    static final String SKIP_CHECK = "auditRules.check.skip";

    static final String SCENARIOS_DIRECTORY = "auditRules.scenariosDirectory";
    static final String REPORTS_DIRECTORY = "auditRules.reportsDirectory";
    static final String RULE_COVERAGE = "auditRules.coverage.rules";
    static final String RECEIVER_COVERAGE = "auditRules.coverage.receivers";
    static final String ROUTE_COVERAGE = "auditRules.coverage.routes";
    static final String SKIP_TEST = "auditRules.test.skip";
    /** Maven's own way to leave out tests. */
    static final String SKIP_TESTS = "skipTests";

    static final String LINT_FAIL_ON = "auditRules.lint.failOn";
    static final String SKIP_LINT = "auditRules.lint.skip";

    static final String EXPLAIN = "explain";
    static final String LOKI_BINARY = "loki.binary";
    static final String LOKI_URL = "loki.url";
    static final String ALERTMANAGER_BINARY = "alertmanager.binary";
    static final String ALERTMANAGER_URL = "alertmanager.url";
    static final String ALERTMANAGER_CONFIG = "alertmanager.config";
    static final String LIVE_URL = "live.url";
    static final String LIVE_LONGEST = "live.longest";

    // of goals that are only typed, so they are short
    static final String QUERY = "query";
    static final String QUERY_FILE = "queryFile";
    static final String LOGS = "logs";
    static final String LABELS = "labels";
    static final String AT = "at";
    static final String START = "start";
    static final String END = "end";
    static final String STEP = "step";
    static final String LIMIT = "limit";
    static final String DIRECTION = "direction";
    static final String FORMAT = "format";
    static final String OUTPUT = "output";
    static final String LOKI_VERSION = "lokiVersion";
    static final String MAX_QUERY_SERIES = "maxQuerySeries";

    static final String FILES = "files";
    static final String OPERATOR_VERSION = "operatorVersion";

    static final String ID = "id";
    static final String PACK = "pack";
    static final String LEVEL = "level";
    static final String ATTACK = "attack";
    static final String SOURCE = "source";

    private PropertyNames() {}
}
