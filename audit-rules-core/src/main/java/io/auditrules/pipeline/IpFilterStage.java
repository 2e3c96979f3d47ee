package io.auditrules.pipeline;

import io.auditrules.json.Utf8;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter.Comparison;

/** {@code | label=ip("10.0.0.0/8")}; lets a line with an error pass. */
final class IpFilterStage implements SingleLabelFilter {
    private final String label;
    private final boolean isNegative;
    private final IpSearch search;

    IpFilterStage(IpFilter filter) {
        label = filter.label();
        isNegative = filter.operator() == Comparison.NEQ;
        search = new IpSearch(filter.pattern());
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
        if (text == null) {
            return false;
        }
        return search.find(Utf8.encode(text)) != isNegative;
    }
}
