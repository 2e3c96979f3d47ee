package io.auditrules.pipeline;

import com.google.re2j.Matcher;
import io.auditrules.logql.Regexp;
import io.auditrules.regex.NamedGroups;
import java.util.ArrayList;
import java.util.List;

/** {@code | regexp "…"}: a label for each named group; empty where the group took no part in the match. */
final class RegexpStage implements PipelineStage {
    private final NamedGroups regex;
    private final List<String> names = new ArrayList<>();

    RegexpStage(Regexp stage) {
        regex = NamedGroups.of(stage.regex());
        regex.names().forEach(name -> names.add(LabelNames.sanitized(name, true)));
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        ParserHints hints = labels.hints();
        String text = line.text();
        Matcher matcher = regex.pattern().matcher(text);
        if (!matcher.find()) {
            return true;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                continue;
            }
            String name = labels.parsedName(names.get(i));
            if (!hints.shouldExtract(name) || hints.isExtracted(name)) {
                continue;
            }
            String value = matcher.group(regex.index(i));
            labels.setParsed(name, value == null ? "" : value);
            if (!hints.shouldContinue(name, line, labels)) {
                return false;
            }
        }
        return true;
    }
}
