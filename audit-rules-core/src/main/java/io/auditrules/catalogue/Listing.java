package io.auditrules.catalogue;

import io.auditrules.catalogue.Template.Verbatim;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.Pack;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.diagnostic.Visible;
import io.auditrules.json.JsonWriter;
import io.auditrules.rule.AuditLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as a terminal shows it, or one detection of it.
 *
 * <pre>{@code
 * Listing.builder().pack("access").attack("T1609").build().text();
 * Listing.builder().id("pod-exec").build().text();
 * }</pre>
 */
public final class Listing {
    private static final Template DETECTION = Template.terminal("detection.txt");
    private static final String JSON = "json";
    private static final List<String> FORMATS = List.of("table", JSON);
    private static final String GAP = "  ";
    /** More are not read in a message. */
    private static final int MOST_WORDS = 12;

    private final List<DetectionDefinition> detections;
    private final boolean isOfOne;
    private final boolean isJson;

    private Listing(List<DetectionDefinition> detections, boolean isOfOne, boolean isJson) {
        this.detections = List.copyOf(detections);
        this.isOfOne = isOfOne;
        this.isJson = isJson;
    }

    /** Begins with all detections, as a table. */
    public static Builder builder() {
        return new Builder();
    }

    /** What there is, in the order of the catalogue; ends with a line break. */
    public String text() {
        if (isOfOne) {
            Map<String, Object> facts = DetectionFacts.of(detections.get(0));
            return isJson ? json(facts) + "\n" : Paragraphs.wrapped(DETECTION.render(facts));
        }
        return isJson ? json(detections.stream().map(DetectionFacts::brief).toList()) + "\n" : table();
    }

    private String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "severity", "audit level", "packs", "ATT&CK", "title"));
        for (DetectionDefinition detection : detections) {
            rows.add(List.of(
                    detection.id(),
                    detection.rule().severity().toString(),
                    DetectionFacts.levelText(detection),
                    words(detection.packs().stream().map(Pack::toString)),
                    words(detection.guide().attack().stream()),
                    Visible.line(detection.title())));
        }
        StringBuilder text = new StringBuilder();
        if (!detections.isEmpty()) {
            rows.forEach(row -> row(row, rows, text));
            text.append('\n');
        }
        text.append(detections.isEmpty() ? "no" : "" + detections.size())
                .append(detections.size() == 1 ? " detection\n" : " detections\n");
        if (detections.stream()
                .anyMatch(detection -> DetectionFacts.levels(detection).size() > 1)) {
            text.append("Request/Metadata: needs bodies of requests, and finds a part without them\n");
        }
        return text.toString();
    }

    private static String words(Stream<String> words) {
        return String.join(" ", words.toList());
    }

    private static void row(List<String> row, List<List<String>> rows, StringBuilder text) {
        int last = row.size() - 1;
        for (int i = 0; i < last; i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(each -> each.get(column).length())
                    .max()
                    .orElse(0);
            text.append(row.get(i))
                    .append(" ".repeat(width - row.get(i).length()))
                    .append(GAP);
        }
        text.append(row.get(last)).append('\n');
    }

    private static String json(Object facts) {
        return JsonWriter.write(plain(facts), JsonWriter.Escapes.NEEDED);
    }

    private static Object plain(Object value) {
        if (value instanceof Verbatim code) {
            return code.text();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Listing::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put((String) key, plain(each)));
            return plain;
        }
        return value;
    }

    /** Collects what people ask for, as they type it. */
    public static final class Builder {
        private final Problems problems = new Problems();
        private final List<DetectionDefinition> all = Catalogue.shipped().all();
        private @Nullable String id;
        private @Nullable String pack;
        private @Nullable String level;
        private @Nullable String attack;
        private @Nullable String source;
        private @Nullable String format;

        private Builder() {}

        /** One detection alone, with all that is said of it. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Those of a pack. */
        public Builder pack(String pack) {
            this.pack = pack;
            return this;
        }

        /** Those that need this audit level, or come down to it where there is no more. */
        public Builder level(String level) {
            this.level = level;
            return this;
        }

        /** Those that look for a technique, or for one of its sub-techniques. */
        public Builder attack(String technique) {
            this.attack = technique;
            return this;
        }

        /** Those that cover a rule of a public set. */
        public Builder source(String set) {
            this.source = set;
            return this;
        }

        /** {@code table}, or {@code json}: an object a detection. */
        public Builder format(String format) {
            this.format = format;
            return this;
        }

        /**
         * Looks them up.
         *
         * @throws ProblemsException if there is no such thing, with all that is wrong
         */
        public Listing build() {
            check("format", format, FORMATS);
            check("pack", pack, Pack.names());
            check(
                    "level",
                    level,
                    Arrays.stream(AuditLevel.values()).map(AuditLevel::toString).toList());
            check("attack", attack, Technique.all().stream().map(Technique::id).toList());
            check("source", source, sources());
            check("id", id, all.stream().map(DetectionDefinition::id).toList());
            if (id != null && Stream.of(pack, level, attack, source).anyMatch(filter -> filter != null)) {
                problems.add(
                        new Source("id", "").place(),
                        "one detection and a choice of many are asked for",
                        "give one or the other");
            }
            problems.throwIfAny();
            List<DetectionDefinition> chosen =
                    all.stream().filter(this::isChosen).toList();
            return new Listing(chosen, id != null, JSON.equals(format));
        }

        private void check(String name, @Nullable String value, List<String> legal) {
            if (value != null && !legal.contains(value)) {
                problems.add(
                        new Source(name, "").place(),
                        "unknown \"" + Visible.line(value) + "\"",
                        legal.size() > MOST_WORDS
                                ? Suggestion.nearest(value, legal)
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("leave it out to see what there is")
                                : Suggestion.of(value, legal));
            }
        }

        private static List<String> sources() {
            return Stream.concat(Arrays.stream(PublicSet.values()).map(PublicSet::key), Stream.of(OtherSources.KEY))
                    .toList();
        }

        private boolean isChosen(DetectionDefinition detection) {
            return (id == null || detection.id().equals(id))
                    && (pack == null
                            || detection.packs().stream()
                                    .anyMatch(each -> each.toString().equals(pack)))
                    && (level == null
                            || DetectionFacts.levels(detection).stream()
                                    .anyMatch(each -> each.toString().equals(level)))
                    && (attack == null
                            || detection.guide().attack().stream()
                                    .anyMatch(each -> each.equals(attack) || each.startsWith(attack + ".")))
                    && (source == null || detection.guide().sources().containsKey(source));
        }
    }
}
