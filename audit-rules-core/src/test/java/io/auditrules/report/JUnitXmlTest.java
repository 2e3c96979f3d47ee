package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitXmlTest {
    @Test
    void isWhatReadersOfTheFormatAgreeOn() throws Exception {
        validate(JUnitXml.of(Demo.run()));
        validate(JUnitXml.of(Demo.run(Demo.site(), List.of())));
    }

    @Test
    void hasASuiteForEachFileAndACaseForEachScenario() throws Exception {
        Document document = parse(JUnitXml.of(Demo.run()));

        Element second = (Element) document.getElementsByTagName("testsuite").item(1);
        assertThat(second.getAttribute("name")).isEqualTo("tests/scans.yaml");
        assertThat(second.getAttribute("tests")).isEqualTo("4");
        assertThat(second.getAttribute("failures")).isEqualTo("1");
        Element scenario = (Element) second.getElementsByTagName("testcase").item(2);
        assertThat(scenario.getAttribute("name"))
                .isEqualTo("a truncated line must not silence the deletion of a namespace");
        assertThat(scenario.getAttribute("classname")).isEqualTo("tests.scans");
        assertThat(scenario.getAttribute("file")).isEqualTo("tests/scans.yaml");
        assertThat(scenario.getAttribute("line")).isEqualTo("53");
        Element failure = (Element) scenario.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("NamespaceDeleted failed at 3m: no alert of it is told meanwhile");
        assertThat(failure.getTextContent())
                .startsWith("tests/scans.yaml:53\nNamespaceDeleted failed at 3m")
                .contains("\n  expected: ok\n  got:      pipeline error");
    }

    @Test
    void timesAreInSeconds() throws Exception {
        TestRun run = Demo.run(Demo.site(), Demo.scenarios().subList(0, 2));
        List<Verdict> slow = run.verdicts().stream()
                .map(verdict -> new Verdict(
                        verdict.scenario(),
                        new Source("a.yaml", "").place(),
                        verdict.outcome(),
                        verdict.mismatches(),
                        Duration.ofMillis(1_041)))
                .toList();

        String xml = JUnitXml.of(new TestRun(run.site(), slow, List.of(), run.coverage()));

        validate(xml);
        Document document = parse(xml);
        assertThat(document.getDocumentElement().getAttribute("time")).isEqualTo("2.082");
        Element scenario = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(scenario.getAttribute("time")).isEqualTo("1.041");
        assertThat(scenario.hasAttribute("line")).isFalse();
    }

    @Test
    void isXmlWhateverTheLogHolds() throws Exception {
        Scenario hostile = Scenario.named("]]> <b> & \" ' \u0001 \ud800 \uffff")
                .happens(Duration.ofMinutes(1), Demo.SHELL.and(Field.NAME, "</failure>\u001b\u0000]]>&amp;"))
                .build();

        String xml = JUnitXml.of(Demo.run(Demo.site(), List.of(hostile)));

        validate(xml);
        Element scenario = (Element) parse(xml).getElementsByTagName("testcase").item(0);
        assertThat(scenario.getAttribute("name")).isEqualTo("]]> <b> & \" ' \\x01 \ufffd \ufffd");
        assertThat(scenario.getTextContent()).contains("</failure>\\x1b\\x00]]>&amp;");
    }

    private static void validate(String xml) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("src/test/resources/report/junit.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
