package io.auditrules.template;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.Set;

/**
 * The template of a label or an annotation of an alert, as Loki's ruler (v3.7.6, with the template package of Prometheus
 * v0.312) expands it. Threads may share it.
 *
 * <p>Difference to Loki: the function {@code query} asks the server, which there is none of here, so that a template fails
 * that calls it. The limits are those of {@link Template}.
 */
public final class AlertTemplate {
    private static final String FAILED = "<error expanding template: ";
    private static final String LABELS = "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}";
    private static final String URL = "{{$externalURL := .ExternalURL}}";
    private static final String VALUE = "{{$value := .Value}}";

    private final String name;
    private final Template template;

    private final boolean mayTellTime;

    private AlertTemplate(String name, Template template, boolean mayTellTime) {
        this.name = name;
        this.template = template;
        this.mayTellTime = mayTellTime;
    }

    /**
     * Reads a template as Loki does when it loads the rule. Unlike Prometheus it refuses {@code $externalURL} then
     * (pkg/ruler/compat.go does not declare it), although it would know it later; {@code externalURL} does not suffer so.
     *
     * @param alert the name of the alert, which messages tell
     * @param text of the label or annotation
     * @throws IllegalValueException with Go's words if Loki refuses the rule for it, and the token that it stumbles over
     */
    public static AlertTemplate parse(String alert, String text) {
        String name = "__alert_" + alert;
        Template.parse(name, LABELS + VALUE, text, Functions.ALERT);
        Template template = Template.parse(name, LABELS + URL + VALUE, text, Functions.ALERT);
        return new AlertTemplate(name, template, text.contains("{{") && text.contains("now"));
    }

    /**
     * What a text takes from the alert, as it stands there.
     *
     * @throws IllegalValueException with Go's words if Loki refuses the rule for the text, and the token that it stumbles over
     */
    public static List<TemplateUse> uses(String alert, String text) {
        return TemplateUses.of(Template.parse("__alert_" + alert, LABELS + VALUE, text, Functions.ALERT));
    }

    /**
     * Reads a template as an older Loki does when it loads the rule.
     *
     * @param lacking functions that it does not have yet
     * @throws IllegalValueException with Go's words if Loki refuses the rule for it, and the token that it stumbles over
     */
    public static void check(String alert, String text, Set<String> lacking) {
        Template.parse("__alert_" + alert, LABELS + VALUE, text, Functions.ALERT.without(lacking));
    }

    /** Whether the text may be another at another time, for labels and a value that are the same. */
    public boolean mayTellTime() {
        return mayTellTime;
    }

    /**
     * The text with everything filled in.
     *
     * @throws ExpansionException with Go's words if a function fails or a value does not fit
     */
    public String expand(AlertData data) throws ExpansionException {
        Function.Evaluation evaluation = new Function.Evaluation(
                Utf8.bytesOf(data.externalUrl()), data.at().toEpochMilli());
        return Utf8.textOf(template.expand(data.struct(), evaluation));
    }

    /** What the ruler puts into the alert: the text, or where it fails the failure in brackets. */
    public String textFor(AlertData data) {
        try {
            return expand(data);
        } catch (ExpansionException e) {
            return FAILED + "error executing template " + name + ": " + e.getMessage() + ">";
        }
    }

    /** Whether {@link #textFor} gave this text because the template failed. */
    public static boolean isFailure(String text) {
        return text.startsWith(FAILED);
    }
}
