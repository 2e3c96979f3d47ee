package io.auditrules.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.LokiVersion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line is left unread only where no label of it could pass the filters. */
class ImpliedTextsTest {
    private static final Labels STREAM = Labels.of("app", "x");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ; ",
            quoteCharacter = '~',
            value = {
                "| json | verb=\"create\" ; {\"verb\":\"create\"}",
                "| json | verb=\"create\" ; {\"verb\":\"cre\\u0061te\"}",
                "| json | verb=\"create\" ; {\"v\":1,\"verb\":\"\\u0063\\u0072\\u0065\\u0061\\u0074\\u0065\"}",
                "| json | code=\"101\" ; {\"code\":101}",
                "| json | ok=\"true\" ; {\"ok\":true}",
                "| json | a_b=\"deep\" ; {\"a\":{\"b\":\"deep\"}}",
                "| json | uri=\"/api/v1/exec\" ; {\"uri\":\"\\/api\\/v1\\/exec\"}",
                "| json | text=\"say \\\"hello\\\"\" ; {\"text\":\"say \\\"hello\\\"\"}",
                "| json | verb=~\"create|delete\" ; {\"verb\":\"delete\"}",
                "| json | verb=~\"dev.*\" ; {\"verb\":\"xdev1\"}",
                "| json v=\"a.b\" | v=\"deep\" ; {\"a\":{\"b\":\"deep\"}}",
                "| json v=\"list\" | v=\"[1,2]\" ; {\"list\":[1,2]}",
                "| json v=\"nope\" | v=\"\" ; {}",
                "| json | missing=\"\" ; {}",
                "| json | verb!=\"create\" ; {\"verb\":\"get\"}",
                "| json | verb=\"create\" or verb=\"get\" ; {\"verb\":\"get\"}",
                "| json | app=\"x\" ; {\"app\":\"y\"}",
                "| json | app_extracted=\"yes\" ; {\"app\":\"yes\"}",
                "| json | __error__=\"JSONParserErr\" ; no json",
                "| json | label_format verb=\"made\" | verb=\"made\" ; {}",
                "| json | line_format \"made\" |= \"made\" ; {}"
            })
    void whatPassesIsRead(String pipeline, String line) {
        assertThat(passes(pipeline, line, Labels.EMPTY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ; ",
            quoteCharacter = '~',
            value = {
                "| json | verb=\"create\" ; {\"verb\":\"get\"}",
                "| json | verb=\"create\" ; {\"verb\":\"cre\\u0062te\"}",
                "| json v=\"verb\" | v=\"create\" ; {\"other\":\"create\"}",
                "| json | verb=\"create\" ; {\"verb\":\"crea",
            })
    void whatDoesNotPassIsDropped(String pipeline, String line) {
        assertThat(passes(pipeline, line, Labels.EMPTY)).isFalse();
    }

    @Test
    void structuredMetadataCanBeTheLabel() {
        assertThat(passes("| json | verb=\"create\"", "{}", Labels.of("verb", "create")))
                .isTrue();
        assertThat(passes("| json | app_extracted=\"other\"", "{}", Labels.of("app", "other")))
                .isTrue();
    }

    private static boolean passes(String pipeline, String line, Labels metadata) {
        LogSelector query = (LogSelector) LogQl.parse(new Source("query", "{app=\"x\"} " + pipeline));
        Entry entry = new Entry(Instant.EPOCH, STREAM, metadata, line);
        try (Batches batches = Log.of(List.of(entry)).open()) {
            Batch batch = Objects.requireNonNull(batches.next());
            LogPipeline lines = new LogPipeline(query, new Setting(LokiVersion.NEWEST, 0));
            return lines.next(batch, 0) == 0 && lines.passes(batch, 0);
        }
    }
}
