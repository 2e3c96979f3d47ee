package io.auditrules.alertmanager;

/** Label, operator and value as a parser found them, before anyone asked whether they make a {@link Matcher}. */
record MatcherTerm(String label, Matcher.Operator operator, String value) {

    /** @throws io.auditrules.diagnostic.IllegalValueException for a label name or regular expression that cannot be */
    Matcher toMatcher() {
        return new Matcher(label, operator, value);
    }
}
