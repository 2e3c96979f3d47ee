package io.auditrules.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** The input has problems; the message tells them all and is meant to be shown as it is, without a stack trace. */
public final class ProblemsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one problem, in reading order. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n"))
                + "\n\n"
                + (problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }
}
