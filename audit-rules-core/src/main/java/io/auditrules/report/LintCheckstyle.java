package io.auditrules.report;

import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import io.auditrules.diagnostic.Visible;
import io.auditrules.lint.LintReport;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What lint found in Checkstyle's XML, which CI servers and editors show beside the source; a note has the severity info. */
final class LintCheckstyle {
    private LintCheckstyle() {}

    static String of(LintReport report) {
        Map<String, List<Finding>> files = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            files.computeIfAbsent(finding.place().source().path(), path -> new ArrayList<>())
                    .add(finding);
        }
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("checkstyle");
            xml.writeAttribute("version", "4.3");
            for (Map.Entry<String, List<Finding>> file : files.entrySet()) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("file");
                xml.writeAttribute("name", Visible.line(file.getKey()));
                for (Finding finding : file.getValue()) {
                    write(finding, xml);
                }
                xml.writeCharacters("\n  ");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void write(Finding finding, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("error");
        xml.writeAttribute("line", Integer.toString(Math.max(1, finding.place().line())));
        xml.writeAttribute(
                "column", Integer.toString(Math.max(1, finding.place().column())));
        Severity severity = finding.about().severity();
        xml.writeAttribute("severity", severity == Severity.NOTE ? "info" : severity.toString());
        xml.writeAttribute("message", Visible.line(LintText.words(finding)));
        xml.writeAttribute("source", finding.about().id());
    }
}
