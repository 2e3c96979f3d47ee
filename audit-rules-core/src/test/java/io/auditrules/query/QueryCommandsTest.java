package io.auditrules.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries that README.md and docs/query.md show are answered as they say. */
class QueryCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND_AND_ANSWER =
            Pattern.compile("(?ms)^```sh\\n(mvn -q [^\\n]*:query .*?)^```$\\s+^```\\w+\\n(.*?)^```$");
    private static final Pattern PARAMETER = Pattern.compile("-D(\\w+)=(?:'([^']*)'|(\\S+))");

    private record Example(String command, String answer) {}

    static List<Example> examples() {
        List<Example> examples = List.of("README.md", "docs/query.md").stream()
                .flatMap(page ->
                        COMMAND_AND_ANSWER.matcher(read(ROOT.resolve(page))).results())
                .map(match -> new Example(match.group(1), match.group(2)))
                .toList();
        assertThat(examples).hasSize(5);
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areAnsweredAsShown(Example example) {
        QuickLook.Builder look = QuickLook.builder(ROOT);
        PARAMETER.matcher(example.command()).results().forEach(parameter -> set(look, parameter));

        assertThat(look.build().run().text()).isEqualTo(example.answer());
    }

    private static void set(QuickLook.Builder look, MatchResult parameter) {
        String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        switch (parameter.group(1)) {
            case "query" -> look.query(value);
            case "queryFile" -> look.queryFile(ROOT.resolve(value));
            case "logs" ->
                look.logs(Arrays.stream(value.split(",")).map(ROOT::resolve).toList());
            case "format" -> look.format(value);
            case "limit" -> look.limit(Integer.parseInt(value));
            case "direction" -> look.direction(value);
            default -> throw new AssertionError("a parameter that this test does not know: " + parameter.group());
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
