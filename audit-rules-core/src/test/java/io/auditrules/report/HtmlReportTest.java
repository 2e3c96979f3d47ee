package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.event.Labels;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Body;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the page says; how it looks stands in golden/report and is for people to see. */
class HtmlReportTest {
    private static final String HOSTILE =
            "</script></style></title>\"'><svg onload=\"document.title='owned'\">&amp;<%x%>\u0000";

    @Test
    void isWellFormedXml() throws Exception {
        assertThat(parse(HtmlReport.of(Demo.run())).getDocumentElement().getTagName())
                .isEqualTo("html");
        assertThat(parse(HtmlReport.of(Demo.run(Demo.site(), List.of())))
                        .getDocumentElement()
                        .getTextContent())
                .contains("there was no scenario");
    }

    @Test
    void failedScenariosComeFirstAndStandOpen() throws Exception {
        List<String> titles = new ArrayList<>();
        for (Element scenario : elements(parse(HtmlReport.of(Demo.run())), "details", "scenario")) {
            String title = elements(scenario, "span", "title").get(0).getTextContent();
            titles.add((scenario.hasAttribute("open") ? "open: " : "") + title);
        }

        assertThat(titles)
                .startsWith(
                        "open: a shell of bob is told as bob's",
                        "open: a truncated line must not silence the deletion of a namespace",
                        "a shell in a pod is told")
                .hasSize(7);
    }

    @Test
    void barsLieWhereTheAlertsWere() throws Exception {
        // from 0 to 17m20s: pending 2m to 4m, firing 4m to 8m, no evaluation from 4m to 8m, told at 4m30s and 9m30s
        Scenario scenario = Demo.scenarios().get(4);
        Element picture = picture(Demo.run(Demo.site(), List.of(scenario)));

        assertThat(span(elements(picture, "rect", "pending").get(0))).isEqualTo(percents(120, 240, 1040));
        assertThat(span(elements(picture, "rect", "firing").get(0))).isEqualTo(percents(240, 480, 1040));
        assertThat(span(elements(picture, "rect", "gap").get(0))).isEqualTo(percents(240, 480, 1040));
        assertThat(elements(picture, "circle", "firing"))
                .hasSize(2)
                .allSatisfy(dot -> assertThat(dot.getAttribute("cx")).isEqualTo(percent(270, 1040) + "%"));
        assertThat(elements(picture, "circle", "resolved"))
                .hasSize(2)
                .allSatisfy(dot -> assertThat(dot.getAttribute("cx")).isEqualTo(percent(570, 1040) + "%"));
        assertThat(elements(picture, "line", "line")).hasSize(12);
        assertThat(elements(picture, "line", "evaluation")).hasSize(18 - 3);
    }

    @Test
    void aRuleThatFailsHasASpanUntilItIsWellAgain() throws Exception {
        Element picture = picture(Demo.run(Demo.site(), List.of(Demo.scenarios().get(6))));

        Element failed = elements(picture, "rect", "failed").get(0);
        assertThat(span(failed)).isEqualTo(percents(180, 480, 930));
        assertThat(failed.getTextContent()).startsWith("failed from 3m to 8m\npipeline error: ");
    }

    @Test
    void linesAreMarksWithTheirBeginning() throws Exception {
        Element picture = picture(Demo.run(Demo.site(), List.of(Demo.scenarios().get(0))));

        assertThat(elements(picture, "line", "line"))
                .extracting(line -> line.getTextContent().replaceAll("(?s)auditID.*", "…"))
                .containsExactly(
                        "1m30s\n{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"…",
                        "2m10s\n{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"…");
    }

    @Test
    void manyLinesAreCountedInBins() throws Exception {
        Element picture = picture(Demo.run(Demo.site(), List.of(Demo.scenarios().get(3))));

        List<Element> bins = elements(picture, "rect", "line");
        assertThat(elements(picture, "line", "line")).isEmpty();
        assertThat(bins).hasSizeBetween(20, 120);
        assertThat(bins.stream()
                        .mapToInt(bin -> Integer.parseInt(bin.getTextContent().replaceFirst(" .*", "")))
                        .sum())
                .isEqualTo(602);
        assertThat(bins.get(0).getTextContent()).isEqualTo("15 lines from 1m to 1m15s");
    }

    @Test
    void manyStreamsAndManyAlertsStayAFewLanes() throws Exception {
        Scenario.Builder crowd = Scenario.named("a crowd");
        for (int i = 0; i < 40; i++) {
            crowd.happens(new Happening(
                    new Happening.Request(Demo.SHELL.and(Field.NAME, "web-" + i), Body.AUDIT),
                    Duration.ofMinutes(1),
                    Happening.Repetition.NONE,
                    Optional.of(Labels.of("host", "node-" + i, "log_type", "audit")),
                    OptionalInt.empty()));
        }
        Element picture = picture(Demo.run(Demo.site(), List.of(crowd.build())));

        assertThat(elements(picture, "g", "stream")).hasSize(8);
        assertThat(elements(picture, "g", "stream").get(7).getTextContent()).contains("33 other streams66 lines");
        assertThat(elements(picture, "g", "alert")).hasSize(13);
        assertThat(elements(picture, "g", "alert").get(12).getTextContent()).contains("and 28 more alerts");
    }

    @Test
    void manyNotificationsStayAFewMarks() throws Exception {
        Scenario month = Scenario.named("told every four hours for a month")
                .about("PodExec")
                .happens(Happening.of(Duration.ofMinutes(1), Demo.SHELL).repeated(10_000, Duration.ofMinutes(4)))
                .running(Duration.ofDays(28))
                .build();
        TestRun run = Demo.run(Demo.site(), List.of(month));
        int told = run.verdicts().get(0).outcome().notifications().size();
        Document page = parse(HtmlReport.of(run));

        assertThat(told).isGreaterThan(150);
        List<Element> dots = elements(page, "circle", "firing");
        assertThat(dots).hasSizeBetween(50, 102);
        assertThat(dots.get(2).getTextContent()).contains("firing, repeat: PodExec\nand 1 more soon after");
        assertThat(page.getDocumentElement().getTextContent()).contains("and " + (told - 100) + " more");
    }

    @Test
    void aScenarioThatCannotBePlayedHasNoTimeLine() throws Exception {
        Scenario endless = Scenario.named("endless")
                .happens(Duration.ofMinutes(1), Demo.SHELL)
                .running(Duration.ofDays(100_000))
                .build();

        String page = HtmlReport.of(Demo.run(Demo.site(), List.of(endless)));

        assertThat(elements(parse(page), "svg", "time")).isEmpty();
        assertThat(page).contains("cannot be played: ");
    }

    @Test
    void showsMarkupOfTheLogAsText() throws Exception {
        Scenario hostile = Scenario.named("name " + HOSTILE)
                .happens(
                        Duration.ofMinutes(1),
                        Demo.SHELL.and(Field.NAME, "pod " + HOSTILE).and(Field.USER, "user " + HOSTILE))
                .build();
        TestRun run = Demo.run(Demo.site(), List.of(hostile));
        Verdict verdict = run.verdicts().get(0);
        String path = "dir " + HOSTILE + ".yaml";
        Verdict elsewhere = new Verdict(
                verdict.scenario(),
                new Source(path, "").place(1, 1, 1),
                verdict.outcome(),
                verdict.mismatches(),
                verdict.took());

        String page = HtmlReport.of(new TestRun(run.site(), List.of(elsewhere), List.of(), run.coverage()));

        Document document = parse(page);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(page).doesNotContain("<svg onload").doesNotContain("</script>");
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            assertThat(((Element) all.item(i)).hasAttribute("onload")).isFalse();
        }
        assertThat(document.getDocumentElement().getTextContent())
                .contains("name </script></style></title>\"'><svg onload=\"document.title='owned'\">&amp;<%x%>\\x00")
                .contains("user </script>")
                .contains("dir </script>");
    }

    @Test
    void needsNothingFromElsewhere() {
        String page = HtmlReport.of(Demo.run());

        assertThat(page.replace("http://www.w3.org/", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<script")
                .doesNotContain("@import")
                .doesNotContainPattern("url\\((?!#)")
                .doesNotContainPattern("(?:src|href)=\"(?!data:)");
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(HtmlReport.of(Demo.run())).isEqualTo(HtmlReport.of(Demo.run()));
    }

    private static Element picture(TestRun run) throws Exception {
        return elements(parse(HtmlReport.of(run)), "svg", "time").get(0);
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document document, String tag, String kind) {
        return elements(document.getDocumentElement(), tag, kind);
    }

    private static List<Element> elements(Element parent, String tag, String kind) {
        List<Element> elements = new ArrayList<>();
        NodeList all = parent.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element) all.item(i)).getAttribute("class").equals(kind)) {
                elements.add((Element) all.item(i));
            }
        }
        return elements;
    }

    private static String span(Element bar) {
        return bar.getAttribute("x") + " " + bar.getAttribute("width");
    }

    private static String percents(int from, int to, int seconds) {
        return percent(from, seconds) + "% " + percent(to - from, seconds) + "%";
    }

    private static String percent(int second, int seconds) {
        return TimeScale.text(100.0 * second / seconds);
    }
}
