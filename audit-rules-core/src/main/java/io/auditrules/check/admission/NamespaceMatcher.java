package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Selector;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.rulefile.Expression;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** An expression that may read the logs of other namespaces. */
final class NamespaceMatcher implements Check {
    private static final About ABOUT = About.of("admission/namespace-matcher");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final String VIAQ = "kubernetes_namespace_name";
    private static final String OTLP = "k8s_namespace_name";

    @Override
    public void check(Scene scene, Findings findings) {
        Webhook webhook = new Webhook(scene);
        for (PlacedRule rule : webhook.rules()) {
            String tenant = rule.file().tenant().map(YamlScalar::text).orElse("");
            boolean needsNamespace = webhook.isAtLeast("0.9") ? tenant.equals("application") : !tenant.equals("audit");
            if (needsNamespace && webhook.checksTenant(rule.file())) {
                rule.rule().expr().ifPresent(expression -> check(rule, webhook.read(expression), webhook, findings));
            }
        }
    }

    private static void check(PlacedRule rule, Expression.Reading read, Webhook webhook, Findings findings) {
        if (read.query().isEmpty() || !(read.query().get() instanceof Metric query)) {
            return;
        }
        String namespace = rule.file().namespace().orElseThrow().text();
        Optional<Selector> first = query.accept(new FirstSelector());
        String wanted = VIAQ + "=\"" + namespace + "\"";
        if (first.isEmpty()) {
            findings.add(
                    ABOUT,
                    rule.rule().expr().orElseThrow().text().place(),
                    "the leftmost part of the expression, which alone is looked at, reads no logs",
                    "put what reads logs to the left, with " + wanted + " in its selector");
            return;
        }
        List<Matcher> matchers = first.get().matchers().stream()
                .filter(matcher ->
                        matcher.label().equals(VIAQ) || (matcher.label().equals(OTLP) && webhook.isAtLeast("0.9")))
                .toList();
        List<Matcher> equal = matchers.stream()
                .filter(matcher -> matcher.operator() == Matcher.Operator.EQ)
                .toList();
        if (equal.stream().noneMatch(matcher -> matcher.value().equals(namespace))) {
            boolean hasOthers = query.ranges().size() > 1;
            findings.add(
                    ABOUT,
                    matchers.isEmpty()
                            ? read.placeOf(first.get())
                            : read.placeOf(matchers.get(0).value()),
                    "this selector does not say " + wanted + (hasOthers ? ", and only the leftmost is looked at" : ""),
                    matchers.isEmpty() ? "add " + wanted + " to the selector" : "write " + wanted);
        } else if (equal.stream().map(Matcher::label).distinct().count() > 1) {
            findings.add(
                    ABOUT,
                    read.placeOf(equal.get(1).label()),
                    "the selector names the namespace in both data models",
                    "keep " + VIAQ + " or " + OTLP + ", whichever the streams have");
        }
    }

    /** The selector that the operator looks at: the leftmost. */
    private static final class FirstSelector implements Metric.Visitor<Optional<Selector>> {
        @Override
        public Optional<Selector> rangeAggregation(RangeAggregation query) {
            return Optional.of(query.range().query().selector());
        }

        @Override
        public Optional<Selector> vectorAggregation(VectorAggregation query) {
            return query.operand().accept(this);
        }

        @Override
        public Optional<Selector> binaryOperation(BinaryOperation query) {
            return query.left().accept(this);
        }

        @Override
        public Optional<Selector> literal(Literal query) {
            return Optional.empty();
        }

        @Override
        public Optional<Selector> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Optional<Selector> vector(Vector query) {
            return Optional.empty();
        }

        @Override
        public Optional<Selector> variants(Variants query) {
            return Optional.of(query.of().query().selector());
        }
    }
}
