package io.auditrules.catalogue;

import io.auditrules.rule.Rule;
import io.auditrules.translate.Translator;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue in LogQL, as it is generated for OpenShift Logging. */
final class CatalogueQueries {
    private CatalogueQueries() {}

    /** By id; what is looked for without bodies by the id and {@code at Metadata}. */
    static Map<String, String> all() {
        Translator translator = new Translator(CatalogueTest.PLATFORM);
        Map<String, String> queries = new TreeMap<>();
        Catalogue.shipped().all().forEach(detection -> {
            Rule rule = detection.rule();
            queries.put(detection.id(), translator.translate(rule).text());
            rule.detection()
                    .withoutBodies()
                    .ifPresent(without -> queries.put(
                            detection.id() + " at Metadata",
                            translator.translate(rule.with(without)).text()));
        });
        return queries;
    }
}
