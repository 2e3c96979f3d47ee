package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Where the logs lie and what the site enforces.
 *
 * @param selector the LogQL stream selector of the audit log
 * @param tenant Loki's tenant
 * @param namespace where objects are created
 * @param labels of every object; what the LokiStack selects rules by
 * @param annotations of every object
 * @param loki Loki's version
 * @param operator the Loki Operator's version
 * @param alertmanager Alertmanager's version
 * @param limits what Loki allows
 * @param volume how many bytes the audit log takes a day, uncompressed, if that is known
 * @param targets in which forms rules are written
 * @param audit what the cluster records
 * @param site what detections take as expected
 * @param links where people look further
 * @param metrics what Loki's own metrics are called
 * @param prerequisites what is written beside the rules, if it is asked for
 */
public record Platform(
        String selector,
        String tenant,
        String namespace,
        Map<String, String> labels,
        Map<String, String> annotations,
        String loki,
        String operator,
        String alertmanager,
        Limits limits,
        OptionalLong volume,
        List<Target> targets,
        Audit audit,
        Site site,
        Links links,
        Metrics metrics,
        Optional<Prerequisites> prerequisites) {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){1,2}");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    /** What Loki accepts as tenant: dskit's tenant.ValidTenantID (Loki 2.8 to 3.7). */
    private static final Pattern TENANT = Pattern.compile("[-a-zA-Z0-9!_.*'()]{1,150}");

    /** Sites that are known. */
    public enum Preset {
        /**
         * OpenShift Logging 5.8 and later, whose entries are ViaQ or OTLP: {@code log_type} is a stream label of both, and
         * {@code json} reads the same event from both.
         */
        OPENSHIFT_LOGGING,
        /** OpenShift Logging 5.7: Loki 2.8 and the first operator with {@code loki.grafana.com/v1}. */
        OPENSHIFT_LOGGING_5_7,
        /** Any Loki with a ruler; the selector has to be given. */
        LOKI;

        /**
         * Reads the form that definitions use.
         *
         * @throws IllegalValueException for any other text
         */
        public static Preset of(String text) {
            return Arrays.stream(values())
                    .filter(preset -> preset.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalValueException(
                            "\"" + text + "\" is not a platform preset", "legal here: " + String.join(", ", names())));
        }

        /** All, as definitions write them. */
        public static List<String> names() {
            return Arrays.stream(values()).map(Preset::toString).toList();
        }

        @Override
        public String toString() {
            return this == OPENSHIFT_LOGGING_5_7
                    ? "openshift-logging-5.7"
                    : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Platform {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        targets = List.copyOf(targets);
        if (selector.isBlank()) {
            throw new IllegalValueException(
                    "the preset \"loki\" needs a selector",
                    "say which streams hold the audit log, for example selector: '{job=\"kubernetes-audit\"}'");
        }
        checkTenant(tenant);
        checkNamespace(namespace);
        checkVersion(loki);
        checkVersion(operator);
        checkVersion(alertmanager);
        if (targets.isEmpty()) {
            throw new IllegalValueException(
                    "without a target nothing is written", "legal here: " + String.join(", ", Target.names()));
        }
        if (prerequisites.isPresent()) {
            checkIsOpenShift(targets, audit);
        }
    }

    private static void checkIsOpenShift(List<Target> targets, Audit audit) {
        if (!targets.contains(Target.LOKI_OPERATOR)) {
            throw new IllegalValueException(
                    "prerequisites are for a LokiStack, which reads no rules in these targets",
                    "add the target " + Target.LOKI_OPERATOR + ", or delete prerequisites");
        }
        audit.profile().filter(profile -> !profile.isOfOpenShift()).ifPresent(profile -> {
            throw new IllegalValueException(
                    "prerequisites are for OpenShift, which has no audit profile \"" + profile + "\"",
                    "say which of OpenShift's the cluster has, or delete prerequisites");
        });
    }

    /** Begins with what is known of a site. */
    public static Builder preset(Preset preset) {
        return switch (preset) {
            case OPENSHIFT_LOGGING ->
                new Builder()
                        .selector("{log_type=\"audit\"}")
                        .tenant("audit")
                        .namespace("openshift-logging")
                        .label("openshift.io/cluster-monitoring", "true")
                        .loki("3.6.5")
                        .operator("0.10.0")
                        // OpenShift 4.19 and 4.20.
                        .alertmanager("0.28.1")
                        .limits(Limits.OPERATOR)
                        .targets(Target.LOKI_OPERATOR);
            case OPENSHIFT_LOGGING_5_7 ->
                preset(Preset.OPENSHIFT_LOGGING)
                        .loki("2.8.3")
                        .operator("0.4.0")
                        // OpenShift 4.13 and 4.14.
                        .alertmanager("0.25.0");
            case LOKI ->
                new Builder()
                        // The tenant of a Loki without authentication.
                        .tenant("fake")
                        .namespace("loki")
                        .loki("3.6.5")
                        .operator("0.10.0")
                        .alertmanager("0.34.0")
                        .limits(Limits.LOKI)
                        .targets(Target.LOKI_RULER);
        };
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Loki would refuse the tenant
     */
    public static void checkTenant(String tenant) {
        if (!TENANT.matcher(tenant).matches() || tenant.equals(".") || tenant.equals("..")) {
            throw new IllegalValueException(
                    "\"" + tenant + "\" cannot be a tenant of Loki",
                    "letters, digits and ! - _ . * ' ( ) are legal, up to 150 of them");
        }
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Kubernetes would refuse the name (RFC 1123 label)
     */
    public static void checkNamespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalValueException(
                    "\"" + namespace + "\" cannot be a namespace",
                    "lower-case letters, digits and - are legal, up to 63 of them");
        }
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if the text is no version
     */
    public static void checkVersion(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalValueException(
                    "\"" + version + "\" is not a version", "write numbers with dots, such as 3.6 or 3.6.5");
        }
    }

    /**
     * The labels that the Loki Operator adds to every rule, in place of the rule's own: {@code tenantId} (operator 0.4 and
     * newer) and, but for the tenant application, the object's {@code namespace} (0.7 and newer). None without the operator.
     */
    public Map<String, String> addedLabels() {
        Map<String, String> added = new LinkedHashMap<>();
        if (targets.contains(Target.LOKI_OPERATOR)) {
            added.put("tenantId", tenant);
            if (!tenant.equals("application") && isOperatorAtLeast("0.7")) {
                added.put("namespace", namespace);
            }
        }
        return added;
    }

    /** Whether Alertmanager has what a version brought, such as {@code 0.28}. */
    public boolean isAlertmanagerAtLeast(String version) {
        return isAtLeast(alertmanager, version);
    }

    /** Whether the Loki Operator does what a version began to do, such as {@code 0.7}. */
    public boolean isOperatorAtLeast(String version) {
        return isAtLeast(operator, version);
    }

    private static boolean isAtLeast(String ours, String version) {
        String[] some = ours.split("\\.", -1);
        String[] others = version.split("\\.", -1);
        int major = Integer.compare(Integer.parseInt(some[0]), Integer.parseInt(others[0]));
        return major > 0 || (major == 0 && Integer.parseInt(some[1]) >= Integer.parseInt(others[1]));
    }

    /** Collects what differs from the preset. */
    public static final class Builder {
        private String selector = "";
        private String tenant = "";
        private String namespace = "";
        private Map<String, String> labels = new LinkedHashMap<>();
        private Map<String, String> annotations = new LinkedHashMap<>();
        private String loki = "";
        private String operator = "";
        private String alertmanager = "";
        private Limits limits = Limits.LOKI;
        private OptionalLong volume = OptionalLong.empty();
        private List<Target> targets = List.of();
        private Audit audit = Audit.UNSTATED;
        private Site site = Site.DEFAULT;
        private Links links = Links.NONE;
        private Optional<String> metricsPrefix = Optional.empty();
        private Optional<Boolean> health = Optional.empty();
        private Map<String, String> healthLabels = Map.of();
        private Optional<Prerequisites> prerequisites = Optional.empty();

        private Builder() {}

        /** The LogQL selector of the audit log's streams. */
        public Builder selector(String logql) {
            this.selector = logql;
            return this;
        }

        /** Loki's tenant. */
        public Builder tenant(String tenant) {
            this.tenant = tenant;
            return this;
        }

        /** Where objects are created. */
        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        /** Adds a label to every object. */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /** Gives every object these labels and no others. */
        public Builder labels(Map<String, String> labels) {
            this.labels = new LinkedHashMap<>(labels);
            return this;
        }

        /** Gives every object these annotations and no others. */
        public Builder annotations(Map<String, String> annotations) {
            this.annotations = new LinkedHashMap<>(annotations);
            return this;
        }

        /** Loki's version. */
        public Builder loki(String version) {
            this.loki = version;
            return this;
        }

        /** The Loki Operator's version. */
        public Builder operator(String version) {
            this.operator = version;
            return this;
        }

        /** Alertmanager's version. */
        public Builder alertmanager(String version) {
            this.alertmanager = version;
            return this;
        }

        /** What Loki allows the tenant. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** What Loki allows the tenant, as collected so far. */
        public Limits limits() {
            return limits;
        }

        /** How many bytes the audit log takes a day, uncompressed. */
        public Builder volume(long bytesPerDay) {
            this.volume = OptionalLong.of(bytesPerDay);
            return this;
        }

        /** In which forms rules are written. */
        public Builder targets(Target... targets) {
            this.targets = List.of(targets);
            return this;
        }

        /** What the cluster records. */
        public Builder audit(Audit audit) {
            this.audit = audit;
            return this;
        }

        /** What detections take as expected. */
        public Builder site(Site site) {
            this.site = site;
            return this;
        }

        /** Where people look further. */
        public Builder links(Links links) {
            this.links = links;
            return this;
        }

        /** What Loki's own metrics begin with, where it is not what this version of Loki calls them. */
        public Builder metricsPrefix(String prefix) {
            this.metricsPrefix = Optional.of(prefix);
            return this;
        }

        /** Whether a Prometheus watches that Loki evaluates the rules; if never called, it does if the pack health is used. */
        public Builder health(boolean watched) {
            this.health = Optional.of(watched);
            return this;
        }

        /** What that Prometheus selects rules by. */
        public Builder healthLabels(Map<String, String> labels) {
            this.healthLabels = new LinkedHashMap<>(labels);
            return this;
        }

        /** Has objects written with which OpenShift records and forwards what the rules need. */
        public Builder prerequisites(Prerequisites asked) {
            this.prerequisites = Optional.of(asked);
            return this;
        }

        /**
         * The platform.
         *
         * @throws IllegalValueException if it is not one that can be
         */
        public Platform build() {
            checkVersion(loki);
            return new Platform(
                    selector,
                    tenant,
                    namespace,
                    labels,
                    annotations,
                    loki,
                    operator,
                    alertmanager,
                    limits,
                    volume,
                    targets,
                    audit,
                    site,
                    links,
                    new Metrics(metricsPrefix.orElseGet(() -> Metrics.prefixOf(loki)), health, healthLabels),
                    prerequisites);
        }
    }
}
