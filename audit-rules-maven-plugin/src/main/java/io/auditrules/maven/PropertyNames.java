package io.auditrules.maven;

/** The names by which the command line and a POM's properties set the goals' parameters. */
final class PropertyNames {
    static final String DEFINITIONS_DIRECTORY = "auditRules.definitionsDirectory";
    static final String OUTPUT_DIRECTORY = "auditRules.outputDirectory";
    static final String OVERWRITE = "auditRules.overwrite";
    static final String SKIP = "auditRules.skip";
    static final String SKIP_GENERATE = "auditRules.generate.skip";
    static final String SKIP_CHECK = "auditRules.check.skip";

    private PropertyNames() {}
}
