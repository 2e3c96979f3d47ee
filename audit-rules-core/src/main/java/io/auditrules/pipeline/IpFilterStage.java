package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.IpPattern;
import io.auditrules.logql.LabelFilter.Comparison;
import java.util.Optional;

/** {@code | label=ip("10.0.0.0/8")}; lets a line with an error pass, and no other one if there is no such address. */
final class IpFilterStage implements SingleLabelFilter {
    private final String label;
    private final boolean isNegative;
    private final Optional<IpSearch> search;

    IpFilterStage(IpFilter filter) {
        label = filter.label();
        isNegative = filter.operator() == Comparison.NEQ;
        search = IpPattern.find(filter.pattern()).map(IpSearch::new);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (labels.hasError()) {
            return true;
        }
        String text = labels.find(label);
        return text != null && search.isPresent() && search.get().find(Utf8.encode(text)) != isNegative;
    }
}
