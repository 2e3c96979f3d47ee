package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked for beside the rules: objects with which OpenShift records and forwards what the rules need.
 *
 * @param logging whose ClusterLogForwarder
 * @param lokiStack the LokiStack that the audit log goes to
 * @param serviceAccount that forwards; 5.x has its own
 * @param forwarder the name of the ClusterLogForwarder
 * @param filter whether the forwarder drops what no rule needs
 */
public record Prerequisites(
        Logging logging, String lokiStack, String serviceAccount, String forwarder, boolean filter) {
    /** What the operators' own examples call a LokiStack. */
    public static final String DEFAULT_LOKI_STACK = "logging-loki";

    /** What the operators' own examples call the service account, and the forwarder that it is for. */
    public static final String DEFAULT_COLLECTOR = "collector";

    /** What the ClusterLogForwarder of 5.x is called that needs no service account of its own. */
    public static final String FORWARDER_OF_5 = "instance";

    /** What the ClusterLogForwarder takes as names of objects (observability/v1, 6.0 to 6.5). */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{2,62}[a-z0-9]");

    /** Whose ClusterLogForwarder it is: the major version of OpenShift Logging. */
    public enum Logging {
        /** {@code logging.openshift.io/v1}. */
        V5,
        /** {@code observability.openshift.io/v1}. */
        V6;

        /**
         * Reads the form that definitions use.
         *
         * @throws IllegalValueException for any other text
         */
        public static Logging of(String text) {
            return switch (text) {
                case "5" -> V5;
                case "6" -> V6;
                default ->
                    throw new IllegalValueException(
                            "\"" + text + "\" is no version of OpenShift Logging that is known",
                            "legal here: 5, 6, the number before the first dot");
            };
        }
    }

    public Prerequisites {
        checkName(lokiStack);
        checkName(serviceAccount);
        checkName(forwarder);
        if (logging == Logging.V5 && !forwarder.equals(FORWARDER_OF_5)) {
            throw new IllegalValueException(
                    "the forwarder of OpenShift Logging 5 is \"" + FORWARDER_OF_5 + "\", not \"" + forwarder + "\"",
                    "delete forwarder");
        }
    }

    /** As the operators' own examples have it, where nothing else is said. */
    public static Prerequisites of(
            Logging logging,
            Optional<String> lokiStack,
            Optional<String> serviceAccount,
            Optional<String> forwarder,
            boolean filter) {
        return new Prerequisites(
                logging,
                lokiStack.orElse(DEFAULT_LOKI_STACK),
                serviceAccount.orElse(DEFAULT_COLLECTOR),
                forwarder.orElse(logging == Logging.V5 ? FORWARDER_OF_5 : DEFAULT_COLLECTOR),
                filter);
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if OpenShift Logging refuses the name
     */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot be a name here",
                    "a lower-case letter, then lower-case letters, digits and -, four to 64 of them");
        }
    }
}
