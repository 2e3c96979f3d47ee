package io.auditrules.scenario;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Routing;
import io.auditrules.event.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What scenarios are played on: the rules as Loki has them and the routing as Alertmanager has it.
 *
 * @param groups all alerting rules
 * @param ruler what Loki's ruler is set to
 * @param auditStream the labels of the stream that audit events arrive in
 * @param maxLineSize in bytes; Loki discards longer lines
 * @param routing empty where nobody is told
 * @param proven alerts that have scenarios elsewhere: those of the catalogue need none here
 */
public record Site(
        List<AlertingGroup> groups,
        RulerSettings ruler,
        Labels auditStream,
        int maxLineSize,
        Optional<Routing> routing,
        Set<String> proven) {
    public Site {
        groups = List.copyOf(groups);
        proven = Set.copyOf(proven);
    }

    /** A site all of whose rules are to be covered by scenarios here. */
    public Site(
            List<AlertingGroup> groups,
            RulerSettings ruler,
            Labels auditStream,
            int maxLineSize,
            Optional<Routing> routing) {
        this(groups, ruler, auditStream, maxLineSize, routing, Set.of());
    }
}
