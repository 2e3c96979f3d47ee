package io.auditrules.pipeline;

import io.auditrules.event.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Where a label comes from; the order is that in which Loki looks. */
    enum Category {
        STREAM,
        STRUCTURED_METADATA,
        PARSED
    }

    private static final Category[] CATEGORIES = Category.values();

    private static final class Added {
        final List<String> names = new ArrayList<>();
        final List<String> values = new ArrayList<>();
    }

    private final Added[] added = {new Added(), new Added(), new Added()};
    private final List<String> deleted = new ArrayList<>();
    private final ParserHints hints;
    private final Labels.Builder collected = new Labels.Builder();
    private Labels base;
    private String error = "";
    private String errorDetails = "";

    LabelsBuilder(ParserHints hints) {
        this.hints = hints;
        this.base = Labels.EMPTY;
    }

    /** Starts over with the labels of a line that no stage has seen. */
    void reset(Labels stream, Labels structuredMetadata) {
        base = stream;
        for (Added category : added) {
            category.names.clear();
            category.values.clear();
        }
        deleted.clear();
        error = "";
        errorDetails = "";
        hints.reset();
        for (int i = 0; i < structuredMetadata.size(); i++) {
            addStructuredMetadata(structuredMetadata.name(i), structuredMetadata.value(i));
        }
    }

    private void addStructuredMetadata(String name, String value) {
        String free = base.has(name) ? name + EXTRACTED : name;
        switch (free) {
            case ERROR -> error = value;
            case ERROR_DETAILS -> errorDetails = value;
            default -> set(Category.STRUCTURED_METADATA, free, value);
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

    /** An error of which Loki keeps the details of the one before. */
    void setError(String kind) {
        error = kind;
    }

    /** The error of a parser, which keeps it in the result where the query asks for it. */
    void setParserError(String kind, @Nullable String details) {
        error = kind;
        if (details != null) {
            errorDetails = details;
        }
        if (hints.preservesError()) {
            set(Category.PARSED, PRESERVE_ERROR, "true");
        }
    }

    void clearError() {
        error = "";
    }

    void clearErrorDetails() {
        errorDetails = "";
    }

    /** The name under which a parser may set a label: another one where the line had the name before it was parsed. */
    String parsedName(String name) {
        return base.has(name) || indexOf(Category.STRUCTURED_METADATA, name) >= 0 ? name + EXTRACTED : name;
    }

    boolean isTaken(String name) {
        return base.has(name) || indexOf(Category.STRUCTURED_METADATA, name) >= 0;
    }

    /** The value of a label; null where there is none. An empty label of the stream counts as none. */
    @Nullable String find(String name) {
        for (Category category : CATEGORIES) {
            int index = indexOf(category, name);
            if (index >= 0) {
                return added[category.ordinal()].values.get(index);
            }
        }
        if (deleted.contains(name)) {
            return null;
        }
        String value = base.get(name);
        return value.isEmpty() ? null : value;
    }

    /** The value of a label as a filter on texts sees it: empty where there is none. */
    String get(String name) {
        if (name.equals(ERROR)) {
            return error;
        }
        String value = find(name);
        return value == null ? "" : value;
    }

    void delete(String name) {
        for (Category category : CATEGORIES) {
            remove(category, name);
        }
        deleted.add(name);
    }

    void set(Category category, String name, String value) {
        switch (category) {
            case PARSED -> {
                remove(Category.STRUCTURED_METADATA, name);
                remove(Category.STREAM, name);
            }
            case STRUCTURED_METADATA -> {
                remove(Category.STREAM, name);
                if (indexOf(Category.PARSED, name) >= 0) {
                    return;
                }
            }
            case STREAM -> {
                if (indexOf(Category.STRUCTURED_METADATA, name) >= 0 || indexOf(Category.PARSED, name) >= 0) {
                    return;
                }
            }
        }
        Added labels = added[category.ordinal()];
        int index = labels.names.indexOf(name);
        if (index >= 0) {
            labels.values.set(index, value);
            return;
        }
        labels.names.add(name);
        labels.values.add(value);
        if (category == Category.PARSED) {
            hints.recordExtracted(name);
        }
    }

    void setParsed(String name, String value) {
        set(Category.PARSED, name, value);
    }

    private int indexOf(Category category, String name) {
        return added[category.ordinal()].names.indexOf(name);
    }

    private void remove(Category category, String name) {
        Added labels = added[category.ordinal()];
        int index = labels.names.indexOf(name);
        if (index >= 0) {
            labels.names.remove(index);
            labels.values.remove(index);
        }
    }

    private boolean isChanged() {
        if (!deleted.isEmpty()) {
            return true;
        }
        for (Added category : added) {
            if (!category.names.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** All labels, errors too, in no particular order. */
    private Labels.Builder collect() {
        collected.clear();
        for (int i = 0; i < base.size(); i++) {
            String name = base.name(i);
            if (deleted.contains(name)
                    || indexOf(Category.STRUCTURED_METADATA, name) >= 0
                    || indexOf(Category.PARSED, name) >= 0) {
                continue;
            }
            int index = indexOf(Category.STREAM, name);
            collected.add(
                    name,
                    index >= 0 ? added[Category.STREAM.ordinal()].values.get(index) : base.value(i));
        }
        Added metadata = added[Category.STRUCTURED_METADATA.ordinal()];
        for (int i = 0; i < metadata.names.size(); i++) {
            if (indexOf(Category.PARSED, metadata.names.get(i)) < 0) {
                collected.add(metadata.names.get(i), metadata.values.get(i));
            }
        }
        Added parsed = added[Category.PARSED.ordinal()];
        for (int i = 0; i < parsed.names.size(); i++) {
            collected.add(parsed.names.get(i), parsed.values.get(i));
        }
        if (!error.isEmpty()) {
            collected.add(ERROR, error);
        }
        if (!errorDetails.isEmpty()) {
            collected.add(ERROR_DETAILS, errorDetails);
        }
        return collected;
    }

    /** All labels, errors too, even where nothing but the details of an error is left. */
    Labels all() {
        return collect().build();
    }

    /** All labels as a template sees them; the details of an error alone it does not see. */
    Map<String, String> forTemplate() {
        return result().asMap();
    }

    /** All labels, errors too. */
    Labels result() {
        return isChanged() || hasError() ? collect().build() : base;
    }

    /** The labels that a grouping leaves; all of them where there is an error, so that it is not lost. */
    Labels result(SampleGrouping grouping) {
        if (hasError()) {
            return result();
        }
        if (grouping.isWithoutLabels()) {
            return Labels.EMPTY;
        }
        if (grouping.names().isEmpty()) {
            return result();
        }
        if (!isChanged()) {
            return (grouping.isWithout() ? base.drop(grouping.names()) : base.keep(grouping.names())).withoutEmpty();
        }
        return grouping.isWithout() ? resultWithout(grouping.names()) : resultBy(grouping.names());
    }

    private Labels resultBy(List<String> names) {
        collected.clear();
        for (String name : names) {
            if (deleted.contains(name)) {
                continue;
            }
            String value = addedValue(name);
            if (value != null) {
                collected.add(name, value);
            } else if (!base.get(name).isEmpty()) {
                collected.add(name, base.get(name));
            }
        }
        return collected.build();
    }

    private @Nullable String addedValue(String name) {
        for (Category category : CATEGORIES) {
            int index = indexOf(category, name);
            if (index >= 0) {
                return added[category.ordinal()].values.get(index);
            }
        }
        return null;
    }

    private Labels resultWithout(List<String> names) {
        collected.clear();
        for (int i = 0; i < base.size(); i++) {
            String name = base.name(i);
            if (!deleted.contains(name) && addedValue(name) == null && !names.contains(name)) {
                collected.add(name, base.value(i));
            }
        }
        for (Added category : added) {
            for (int i = 0; i < category.names.size(); i++) {
                if (!names.contains(category.names.get(i))) {
                    collected.add(category.names.get(i), category.values.get(i));
                }
            }
        }
        return collected.build();
    }
}
