package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A field of an {@code audit.k8s.io/v1} Event: one of the short names below, or any path into the event, such as
 * {@code requestObject.spec.hostNetwork} or {@code annotations["authorization.k8s.io/reason"]}, and perhaps functions that
 * are applied to its value, {@code requestURI | urldecode}.
 *
 * <p>A field that an event does not have reads as the empty text, in Loki as here: {@code is("")} means absent or empty,
 * and every negative match holds for an absent field. A list or an object reads as its JSON text.
 *
 * @param path keys from the event's root, or from the element of a list in a {@link Condition.Some}; a step into a list is
 *     its decimal index
 * @param functions applied to the value, in this order
 */
public record Field(List<String> path, List<FieldFunction> functions) {
    /** {@code verb}: what the request does; {@code get} or {@code create} for exec, depending on the client. */
    public static final Field VERB = new Field(List.of("verb"));

    /** {@code objectRef.resource}: the plural name, such as {@code pods}. */
    public static final Field RESOURCE = new Field(List.of("objectRef", "resource"));

    /** {@code objectRef.subresource}: such as {@code exec}; {@code ""} for the object itself. */
    public static final Field SUBRESOURCE = new Field(List.of("objectRef", "subresource"));

    /** {@code objectRef.apiGroup}: such as {@code apps}; {@code ""} for the core group. */
    public static final Field API_GROUP = new Field(List.of("objectRef", "apiGroup"));

    /** {@code objectRef.apiVersion}. */
    public static final Field API_VERSION = new Field(List.of("objectRef", "apiVersion"));

    /** {@code objectRef.namespace}. */
    public static final Field NAMESPACE = new Field(List.of("objectRef", "namespace"));

    /** {@code objectRef.name}; empty for a denied create and for {@code generateName}. */
    public static final Field NAME = new Field(List.of("objectRef", "name"));

    /** {@code user.username}. */
    public static final Field USER = new Field(List.of("user", "username"));

    /** {@code user.groups}, a list. */
    public static final Field GROUPS = new Field(List.of("user", "groups"));

    /** {@code impersonatedUser.username}. */
    public static final Field IMPERSONATED_USER = new Field(List.of("impersonatedUser", "username"));

    /** {@code impersonatedUser.groups}, a list. */
    public static final Field IMPERSONATED_GROUPS = new Field(List.of("impersonatedUser", "groups"));

    /** {@code userAgent}: what the client says of itself. */
    public static final Field USER_AGENT = new Field(List.of("userAgent"));

    /** {@code sourceIPs}, a list; all but its last element is what the client says of itself. */
    public static final Field SOURCE_IPS = new Field(List.of("sourceIPs"));

    /** {@code responseStatus.code}: the HTTP status; 101 for an exec that was let through. */
    public static final Field CODE = new Field(List.of("responseStatus", "code"));

    /** {@code responseStatus.reason}. */
    public static final Field REASON = new Field(List.of("responseStatus", "reason"));

    /** {@code stage}: {@code ResponseStarted} only for long-running requests, {@code ResponseComplete} at the end. */
    public static final Field STAGE = new Field(List.of("stage"));

    /** {@code annotations["authorization.k8s.io/decision"]}: {@code allow} or {@code forbid}. */
    public static final Field DECISION = annotation("authorization.k8s.io/decision");

    /** {@code requestURI}: path and query, percent-encoded. */
    public static final Field REQUEST_URI = new Field(List.of("requestURI"));

    /** {@code auditID}: the same for all stages of a request. */
    public static final Field AUDIT_ID = new Field(List.of("auditID"));

    /** The element itself, in a condition on the elements of a list. */
    public static final Field ELEMENT = new Field(List.of("."));

    private static final Map<String, Field> BY_NAME = byName();

    private static final Set<String> ROOTS = Set.of(
            "auditID",
            "stage",
            "requestURI",
            "verb",
            "user",
            "impersonatedUser",
            "authenticationMetadata",
            "sourceIPs",
            "userAgent",
            "objectRef",
            "responseStatus",
            "requestObject",
            "responseObject",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "annotations");

    private static final Pattern STEP = Pattern.compile(
            "\\.?(?<key>[A-Za-z_][A-Za-z0-9_-]*)|\\[(?<index>[0-9]{1,4})]|\\[\"(?<quoted>[^\"\\\\\\p{Cntrl}]+)\"]");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INDEX = Pattern.compile("[0-9]+");

    public Field {
        path = List.copyOf(path);
        functions = List.copyOf(functions);
        if (path.isEmpty()) {
            throw new IllegalValueException("a field needs a path", "for example objectRef.name");
        }
    }

    /** The value at a path, as it is. */
    public Field(List<String> path) {
        this(path, List.of());
    }

    /** The annotation of the audit event (not of the object) with this key. */
    public static Field annotation(String key) {
        return new Field(List.of("annotations", key));
    }

    /**
     * The field with a short name or at a path: keys joined by {@code .}, any key as {@code ["key"]}, a list element as
     * {@code [0]}; functions follow, each after a {@code |}.
     *
     * @throws IllegalValueException if the text is nothing of that
     */
    public static Field of(String reference) {
        String[] parts = reference.split("\\|", -1);
        Field field = plain(parts[0].strip());
        for (String function : Arrays.asList(parts).subList(1, parts.length)) {
            field = field.then(FieldFunction.of(function.strip()));
        }
        return field;
    }

    /**
     * The field of an element of a list, at a path that begins in the element.
     *
     * @throws IllegalValueException if the text is no path
     */
    public static Field ofElement(String reference) {
        return path(reference)
                .map(Field::new)
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + reference + "\" is not the path of a field in an element",
                        "keys are joined by a dot, such as securityContext.privileged"));
    }

    /** The same, with a function applied to the value. */
    public Field then(FieldFunction function) {
        if (function == FieldFunction.LAST && !isList()) {
            throw new IllegalValueException("\"" + this + "\" is no list and has no last element", "leave out | last");
        }
        if (function != FieldFunction.LAST && isList()) {
            throw new IllegalValueException(
                    "\"" + this + "\" is a list, and \"" + function + "\" is for a text", "take | last first");
        }
        return new Field(
                path, Stream.concat(functions.stream(), Stream.of(function)).toList());
    }

    /** The field as the event has it, without functions. */
    public Field raw() {
        return functions.isEmpty() ? this : new Field(path);
    }

    private static Field plain(String reference) {
        Field named = BY_NAME.get(reference);
        if (named != null) {
            return named;
        }
        if (reference.equals("level")) {
            throw new IllegalValueException(
                    "the field \"level\" cannot be relied on",
                    "OpenShift Logging 5.6 and 5.7 overwrite it; match on what the level brings, such as requestObject");
        }
        Optional<List<String>> path = path(reference).filter(steps -> ROOTS.contains(steps.get(0)));
        if (path.isEmpty()
                || (path.get().size() == 1 && !BY_NAME.containsKey(path.get().get(0)))) {
            throw new IllegalValueException(
                    "\"" + reference + "\" is not a field of an audit event",
                    nameOfLabel(reference)
                                    .map(name -> "write \"" + name + "\", whose label this is; ")
                                    .orElse("")
                            + Suggestion.of(reference, BY_NAME.keySet())
                            + "; a path is legal too, such as requestObject.spec.hostNetwork or annotations[\"key\"]");
        }
        return new Field(path.get());
    }

    private static Optional<List<String>> path(String reference) {
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(reference);
        int end = 0;
        while (end < reference.length() && step.find(end) && step.start() == end) {
            boolean first = path.isEmpty();
            if (first != !reference.startsWith(".", end) && step.group("key") != null) {
                return Optional.empty();
            }
            path.add(
                    step.group("key") != null
                            ? step.group("key")
                            : step.group("index") != null ? step.group("index") : step.group("quoted"));
            end = step.end();
        }
        return end == reference.length() && !path.isEmpty() ? Optional.of(path) : Optional.empty();
    }

    private static Optional<String> nameOfLabel(String label) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().label().equals(label))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The short names, in the order in which people think of them. */
    public static Collection<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * True for a list of texts in the event. Loki's {@code json} stage drops lists unless they are asked for by path, and
     * then gives them as JSON text.
     */
    public boolean isList() {
        return equals(GROUPS)
                || equals(IMPERSONATED_GROUPS)
                || equals(SOURCE_IPS)
                || (functions.isEmpty()
                        && path.size() == 3
                        && path.get(1).equals("extra")
                        && path.get(0).endsWith("ser"));
    }

    /**
     * The label that Loki's plain {@code json} stage gives the field, {@code objectRef_name} for {@code objectRef.name};
     * functions are joined to it, {@code requestURI_urldecode}.
     */
    public String label() {
        StringBuilder label = new StringBuilder();
        for (String step : path) {
            label.append(label.length() == 0 ? "" : "_");
            step.chars().forEach(c -> label.append(isLabelCharacter(c) ? (char) c : '_'));
        }
        functions.forEach(function -> label.append('_').append(function));
        return label.toString();
    }

    private static boolean isLabelCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** The path as a {@code json} stage of LogQL takes it, without the functions. */
    public String jsonPath() {
        StringBuilder text = new StringBuilder(path.get(0));
        for (String step : path.subList(1, path.size())) {
            if (INDEX.matcher(step).matches()) {
                text.append('[').append(step).append(']');
            } else if (IDENTIFIER.matcher(step).matches()) {
                text.append('.').append(step);
            } else {
                text.append("[\"").append(step).append("\"]");
            }
        }
        return text.toString();
    }

    /** Holds if the field has exactly this value; {@code ""} means absent or empty. */
    public Condition is(String value) {
        return new Condition.Matches(this, new ValuePattern.Exact(value));
    }

    /** Holds if the field has any other value, or none. */
    public Condition isNot(String value) {
        return Condition.not(is(value));
    }

    /** Holds if the field has one of these values; for a list field, if one element has. */
    public Condition isOneOf(String... values) {
        return Condition.any(Arrays.stream(values).map(this::is).toList());
    }

    /** Holds if the whole value fits the glob, in which {@code *} stands for any text and all else for itself. */
    public Condition like(String glob) {
        return new Condition.Matches(this, new ValuePattern.Glob(glob));
    }

    /** Holds if the value is an address in this network, written as an address or with a prefix length: 10.0.0.0/8. */
    public Condition isIn(String network) {
        return new Condition.Matches(this, new ValuePattern.Network(network));
    }

    /**
     * Holds if the value is that of another field of the event, with texts around it.
     *
     * @param value with one other field, {@code ${user}} or {@code system:serviceaccount:${namespace}:*}; a star at the end
     *     stands for any text
     */
    public Condition sameAs(String value) {
        return new Condition.Matches(this, ValuePattern.SameAs.of(value));
    }

    /** Holds if the value is one of those that the site says of itself. */
    public Condition in(SiteParameter parameter) {
        return new Condition.In(this, parameter);
    }

    /** Holds if one element of the list at this path fulfils the condition, whose fields are those of the element. */
    public Condition some(Condition element) {
        return new Condition.Some(this, element);
    }

    /** Holds if the whole value fits the regular expression (RE2, anchored at both ends as in Loki). */
    public Condition matches(String regex) {
        return new Condition.Matches(this, new ValuePattern.Regex(regex));
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().path().equals(path))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(this::jsonPath));
        functions.forEach(function -> text.append(" | ").append(function));
        return text.toString();
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("verb", VERB);
        fields.put("resource", RESOURCE);
        fields.put("subresource", SUBRESOURCE);
        fields.put("apiGroup", API_GROUP);
        fields.put("apiVersion", API_VERSION);
        fields.put("namespace", NAMESPACE);
        fields.put("name", NAME);
        fields.put("user", USER);
        fields.put("groups", GROUPS);
        fields.put("impersonatedUser", IMPERSONATED_USER);
        fields.put("impersonatedGroups", IMPERSONATED_GROUPS);
        fields.put("userAgent", USER_AGENT);
        fields.put("sourceIPs", SOURCE_IPS);
        fields.put("code", CODE);
        fields.put("reason", REASON);
        fields.put("stage", STAGE);
        fields.put("decision", DECISION);
        fields.put("requestURI", REQUEST_URI);
        fields.put("auditID", AUDIT_ID);
        return fields;
    }
}
