package io.auditrules.report;

import io.auditrules.diagnostic.Visible;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as Jenkins, GitLab and others read test results: a {@code testsuite} for each file, a {@code testcase} for each
 * scenario. The format has no standard; written is what the schemas of Maven Surefire 3 and of Jenkins' xUnit plugin have
 * in common, and beside it {@code file} and {@code line} of a {@code testcase}, with which GitLab and others link to the
 * source. GitLab does not show the {@code message} of a failure, so the text says all of it again.
 */
public final class JUnitXml {
    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The document, with {@code \n} as line end. */
    public static String of(TestRun run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitXml(xml).write(run);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void write(TestRun run) throws XMLStreamException {
        Map<String, List<Verdict>> files = new LinkedHashMap<>();
        run.verdicts()
                .forEach(verdict -> files.computeIfAbsent(
                                verdict.place().source().path(), key -> new ArrayList<>())
                        .add(verdict));
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        totals("scenarios", run.verdicts());
        for (Map.Entry<String, List<Verdict>> file : files.entrySet()) {
            line(1);
            xml.writeStartElement("testsuite");
            totals(file.getKey(), file.getValue());
            for (Verdict verdict : file.getValue()) {
                scenario(verdict);
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void totals(String name, List<Verdict> verdicts) throws XMLStreamException {
        attribute("name", name);
        attribute("tests", String.valueOf(verdicts.size()));
        attribute(
                "failures",
                String.valueOf(
                        verdicts.stream().filter(verdict -> !verdict.isPassed()).count()));
        attribute("errors", "0");
        attribute("skipped", "0");
        attribute("time", seconds(verdicts.stream().map(Verdict::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private void scenario(Verdict verdict) throws XMLStreamException {
        line(2);
        if (verdict.isPassed()) {
            xml.writeEmptyElement("testcase");
        } else {
            xml.writeStartElement("testcase");
        }
        attribute("classname", className(verdict.place().source().path()));
        attribute("name", verdict.scenario().name());
        attribute("time", seconds(verdict.took()));
        attribute("file", verdict.place().source().path());
        if (verdict.place().line() > 0) {
            attribute("line", String.valueOf(verdict.place().line()));
        }
        if (!verdict.isPassed()) {
            failure(verdict);
            line(2);
            xml.writeEndElement();
        }
    }

    private void failure(Verdict verdict) throws XMLStreamException {
        line(3);
        xml.writeStartElement("failure");
        attribute(
                "message", verdict.mismatches().stream().map(Mismatch::message).collect(Collectors.joining("; ")));
        attribute("type", "mismatch");
        xml.writeCharacters(text(verdict));
        xml.writeEndElement();
    }

    private static String text(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.place(verdict.place()));
        verdict.mismatches().forEach(mismatch -> lines.addAll(Words.lines(mismatch)));
        return lines.stream().map(Visible::line).collect(Collectors.joining("\n"));
    }

    /** Jenkins takes what stands before the last dot for a package, so the path becomes one, without the ending. */
    private static String className(String path) {
        return path.replaceFirst("\\.[^./]*$", "").replace('.', '_').replace('/', '.');
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%03d", duration.toSeconds(), duration.toMillisPart());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Visible.line(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
