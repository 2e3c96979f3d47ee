package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.rule.Field;
import io.auditrules.scenario.Scenario;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real browser. Its own content security policy forbids scripts and all that is not in it, so a request to
 * anywhere would be a message on the console.
 */
class HtmlReportInChromiumTest {
    @TempDir
    private Path folder;

    @Test
    void loadsWithoutAComplaint() throws Exception {
        Chromium.Loaded loaded = Chromium.installed(folder).load(HtmlReport.of(Demo.run()));

        assertThat(loaded.messages()).isEmpty();
        assertThat(loaded.dom())
                .contains("<title>Rule tests: 2 of 7 scenarios failed</title>")
                .contains("a scan is pending while the ruler is away");
    }

    @Test
    void aRequestToElsewhereWouldBeSeen() throws Exception {
        String page = HtmlReport.of(Demo.run()).replace("<main>", "<main><img src=\"http://127.0.0.1:9/x.png\"/>");

        assertThat(Chromium.installed(folder).load(page).messages())
                .anyMatch(message -> message.contains("Content Security Policy"));
    }

    @Test
    void markupOfTheLogDoesNotRun() throws Exception {
        String markup =
                "</title></style></svg></script><svg onload=\"document.title='owned'\"><img src=x onerror=alert(1)>";
        Scenario hostile = Scenario.named(markup)
                .happens(Duration.ofMinutes(1), Demo.SHELL.and(Field.NAME, markup))
                .build();

        Chromium.Loaded loaded =
                Chromium.installed(folder).load(HtmlReport.of(Demo.run(Demo.site(), List.of(hostile))));

        assertThat(loaded.messages()).isEmpty();
        assertThat(loaded.dom())
                .contains("<title>Rule tests: 1 of 1 scenario failed</title>")
                .doesNotContain("<img");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 500})
    void showsTheTimeLine(int width) throws Exception {
        BufferedImage image = Chromium.installed(folder).screenshot(HtmlReport.of(Demo.run()), width);

        assertThat(image.getWidth()).isEqualTo(width);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        // paper, firing, told, event: as in the style sheet
        assertThat(colours).contains(0xffffff, 0xd1580a, 0x5b35a8, 0x0a64c2);
    }
}
