package io.auditrules.check;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The words of a check, from {@code <id>.yaml} beside this class.
 *
 * @param id such as {@code blind/unguarded}: what would go wrong, and how; never changes
 * @param severity how bad it is
 * @param title a few words
 * @param consequence what will happen in the cluster, in a sentence
 * @param advice what to do, in a sentence
 * @param why how it comes about and what it rests on, in Markdown
 */
public record About(String id, Severity severity, String title, String consequence, String advice, String why) {
    private static final List<String> KEYS = List.of("severity", "title", "consequence", "advice", "why");

    /**
     * Reads the words of a check.
     *
     * @throws ProblemsException if its file lacks something
     */
    public static About of(String id) {
        Source source = source(id);
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(source, problems);
        problems.throwIfAny();
        Section section = Section.of((YamlMapping) documents.get(0), KEYS, problems);
        KEYS.forEach(key -> section.needs(key, "every check has it"));
        About about = new About(
                id,
                section.value("severity", Severity::of).orElse(Severity.ERROR),
                text(section, "title"),
                text(section, "consequence"),
                text(section, "advice"),
                text(section, "why"));
        problems.throwIfAny();
        return about;
    }

    private static String text(Section section, String key) {
        return section.value(key, String::strip).orElse("");
    }

    private static Source source(String id) {
        String path = id + ".yaml";
        try (InputStream in = About.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("the check " + id + " has no words");
            }
            return new Source(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
