package io.auditrules.check.admission;

import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LokiVersion;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.Expression;
import io.auditrules.rulefile.Format;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Loki Operator's webhook, in the version of the platform: what it looks at, and with which eyes. */
final class Webhook {
    static final String DISABLED = "loki.grafana.com/disable-tenant-validation";

    /** The tenants of a LokiStack on OpenShift; one with others has an operator that checks less. */
    private static final Set<String> TENANTS = Set.of("application", "audit", "infrastructure", "network");
    /** What Go's {@code strconv.ParseBool} takes. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private final Scene scene;
    private final Platform platform;

    Webhook(Scene scene) {
        this.scene = scene;
        this.platform = scene.platform();
    }

    /** The objects that it is asked about. */
    List<RuleFile> files() {
        return scene.files().stream()
                .filter(file -> file.format().isOfLokiOperator())
                .toList();
    }

    /** Their rules. */
    List<PlacedRule> rules() {
        return scene.rules().stream()
                .filter(rule -> rule.file().format().isOfLokiOperator())
                .toList();
    }

    /** The rules of which it wants labels and annotations: alerts, on OpenShift. */
    List<PlacedRule> alertsOfOpenShift() {
        return rules().stream()
                .filter(rule -> rule.file().format() == Format.LOKI_ALERTING_RULE && looksFurther(rule.file()))
                .toList();
    }

    /** Whether it looks at more than the operator outside OpenShift does; not at an object whose annotation it cannot read. */
    private boolean looksFurther(RuleFile file) {
        return isOfOpenShift() && isDisabled(file).isPresent();
    }

    boolean isOfOpenShift() {
        return TENANTS.contains(platform.tenant());
    }

    /** Whether it holds the object's tenant against its namespace, which has to be known. */
    boolean checksTenant(RuleFile file) {
        return looksFurther(file)
                && isDisabled(file).filter(isDisabled -> !isDisabled).isPresent()
                && file.namespace().isPresent();
    }

    /** Whether an annotation says that the tenant is not to be looked at; empty if it says neither. */
    static Optional<Boolean> isDisabled(RuleFile file) {
        YamlScalar value = file.annotations().get(DISABLED);
        if (value == null || FALSE.contains(value.text())) {
            return Optional.of(false);
        }
        return TRUE.contains(value.text()) ? Optional.of(true) : Optional.empty();
    }

    boolean isAtLeast(String version) {
        return platform.isOperatorAtLeast(version);
    }

    /** The Loki whose parser it has: not the one that it deploys. */
    private LokiVersion parser() {
        return isAtLeast("0.9") ? LokiVersion.NEWEST : new LokiVersion(2, 8);
    }

    /** What its parser reads in an expression. */
    Expression.Reading read(Expression expression) {
        return expression.readBy(parser());
    }

    String version() {
        return platform.operator();
    }
}
