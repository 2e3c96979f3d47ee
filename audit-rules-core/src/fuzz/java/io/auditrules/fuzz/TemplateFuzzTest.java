package io.auditrules.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.LineTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A template is refused, or fails, or gives a text; nothing else happens. */
class TemplateFuzzTest {
    private static final Map<String, String> LABELS = Map.of("a", "[1,{\"b\":2}]", "foo", "bär", "n", "12.5");

    @FuzzTest(maxDuration = "10m")
    void givesATextOrADeclaredError(byte[] text) {
        try {
            LineTemplate.ofLine(new String(text, StandardCharsets.UTF_8)).expand(LABELS, "a line", 1, 2);
        } catch (IllegalValueException | ExpansionException declared) {
            // what Loki refuses or fails at
        }
    }
}
