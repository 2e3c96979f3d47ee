package io.auditrules.pipeline;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.event.Labels;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a line on its way through the stages, as Loki v3.7.6 keeps them: those of the stream, those of the structured
 * metadata and those parsed out of the line, of which the later win; what was removed; and the error.
 */
final class LabelsBuilder {
    static final String ERROR = "__error__";
    static final String ERROR_DETAILS = "__error_details__";
    static final String PRESERVE_ERROR = "__preserve_error__";
    /** Appended to the name of what is parsed where the stream or the structured metadata has the name. */
    static final String EXTRACTED = "_extracted";

    /** More labels than lines have that are not made to be hostile. */
    private static final int MANY = 1_024;

    private static final long MOST_MADE = 128 << 20;

    private final ParserHints hints;
    private Map<String, String> structuredMetadata = new LinkedHashMap<>();
    private Map<String, String> parsed = new LinkedHashMap<>();
    private Set<String> deleted = new HashSet<>();
    private final Labels.Builder collected = new Labels.Builder();
    private Labels stream = Labels.EMPTY;
    private String error = "";
    private String errorDetails = "";
    private long made;

    LabelsBuilder(ParserHints hints) {
        this.hints = hints;
    }

    /** Starts over with the labels of a line that no stage has seen. */
    void reset(Labels streamLabels, Labels metadata) {
        stream = streamLabels;
        structuredMetadata = emptied(structuredMetadata);
        parsed = emptied(parsed);
        deleted = deleted.size() > MANY ? new HashSet<>() : deleted;
        deleted.clear();
        error = "";
        errorDetails = "";
        made = 0;
        hints.reset();
        for (int i = 0; i < metadata.size(); i++) {
            addStructuredMetadata(metadata.name(i), metadata.value(i));
        }
    }

    /** A map that once was large is slow to clear for ever. */
    private static Map<String, String> emptied(Map<String, String> labels) {
        if (labels.size() > MANY) {
            return new LinkedHashMap<>();
        }
        labels.clear();
        return labels;
    }

    /**
     * Counts what was made of the line: names that join keys, and values that several labels have, can grow far beyond it.
     *
     * @throws IllegalValueException if it is too much
     */
    void made(int characters) {
        made += characters;
        if (made > MOST_MADE) {
            throw new IllegalValueException(
                    "the labels of one line take more than " + (MOST_MADE >> 20) + " MiB",
                    "filter such lines out before the parser");
        }
    }

    private void addStructuredMetadata(String name, String value) {
        String free = stream.has(name) ? name + EXTRACTED : name;
        switch (free) {
            case ERROR -> error = value;
            case ERROR_DETAILS -> errorDetails = value;
            default -> structuredMetadata.put(free, value);
        }
    }

    ParserHints hints() {
        return hints;
    }

    String error() {
        return error;
    }

    String errorDetails() {
        return errorDetails;
    }

    boolean hasError() {
        return !error.isEmpty();
    }

    void setError(String kind, String details) {
        error = kind;
        errorDetails = details;
    }

    /**
     * The error of a parser, which keeps it in the result where the query asks for it.
     *
     * @param details null for an error without any, of which Loki keeps those of the one before
     */
    void setParserError(String kind, @Nullable String details) {
        error = kind;
        if (details != null) {
            errorDetails = details;
        }
        if (hints.preservesError()) {
            setParsed(PRESERVE_ERROR, "true");
        }
    }

    void clearError() {
        error = "";
    }

    void clearErrorDetails() {
        errorDetails = "";
    }

    /** Whether the line had a label of the name before it was parsed. */
    boolean isTaken(String name) {
        return stream.has(name) || structuredMetadata.containsKey(name);
    }

    /** The name under which a parser may set a label. */
    String parsedName(String name) {
        return isTaken(name) ? name + EXTRACTED : name;
    }

    void setParsed(String name, String value) {
        made(name.length() + value.length());
        structuredMetadata.remove(name);
        if (parsed.put(name, value) == null) {
            hints.recordExtracted(name);
        }
    }

    void delete(String name) {
        structuredMetadata.remove(name);
        parsed.remove(name);
        deleted.add(name);
    }

    /** The value of a label; null where there is none. An empty label of the stream counts as none. */
    @Nullable
    String find(String name) {
        String value = findAdded(name);
        if (value != null || deleted.contains(name)) {
            return value;
        }
        String ofStream = stream.get(name);
        return ofStream.isEmpty() ? null : ofStream;
    }

    private @Nullable String findAdded(String name) {
        String value = structuredMetadata.get(name);
        return value == null ? parsed.get(name) : value;
    }

    /** The value of a label as a filter on texts sees it: empty where there is none. */
    String get(String name) {
        if (name.equals(ERROR)) {
            return error;
        }
        String value = find(name);
        return value == null ? "" : value;
    }

    private boolean isChanged() {
        return !deleted.isEmpty() || !structuredMetadata.isEmpty() || !parsed.isEmpty();
    }

    /** All labels, errors too, even where nothing but the details of an error is left. */
    Labels all() {
        collected.clear();
        for (int i = 0; i < stream.size(); i++) {
            String name = stream.name(i);
            if (!deleted.contains(name) && findAdded(name) == null) {
                collected.add(name, stream.value(i));
            }
        }
        collect(structuredMetadata, List.of());
        collect(parsed, List.of());
        if (!error.isEmpty()) {
            collected.add(ERROR, error);
        }
        if (!errorDetails.isEmpty()) {
            collected.add(ERROR_DETAILS, errorDetails);
        }
        return collected.build();
    }

    private void collect(Map<String, String> labels, List<String> without) {
        labels.forEach((name, value) -> {
            if (!without.contains(name)) {
                collected.add(name, value);
            }
        });
    }

    /** All labels as a template sees them; the details of an error alone it does not see. */
    Map<String, String> forTemplate() {
        return result().asMap();
    }

    /** All labels, errors too. */
    Labels result() {
        return isChanged() || hasError() ? all() : stream;
    }

    /** The labels that a grouping leaves; all of them where there is an error, so that it is not lost. */
    Labels result(SampleGrouping grouping) {
        if (hasError()) {
            return all();
        }
        if (grouping.isWithoutLabels()) {
            return Labels.EMPTY;
        }
        if (grouping.names().isEmpty()) {
            return result();
        }
        if (!isChanged()) {
            return grouping.isWithout() ? stream.drop(grouping.names()) : stream.keep(grouping.names());
        }
        return grouping.isWithout() ? resultWithout(grouping.names()) : resultBy(grouping.names());
    }

    private Labels resultBy(List<String> names) {
        collected.clear();
        for (String name : names) {
            // a label that was removed and set again is left out, as in Loki
            String value = deleted.contains(name) ? null : findAdded(name);
            if (value != null) {
                collected.add(name, value);
            } else if (!deleted.contains(name) && !stream.get(name).isEmpty()) {
                collected.add(name, stream.get(name));
            }
        }
        return collected.build();
    }

    private Labels resultWithout(List<String> names) {
        collected.clear();
        for (int i = 0; i < stream.size(); i++) {
            String name = stream.name(i);
            if (!deleted.contains(name) && findAdded(name) == null && !names.contains(name)) {
                collected.add(name, stream.value(i));
            }
        }
        collect(structuredMetadata, names);
        collect(parsed, names);
        return collected.build();
    }
}
