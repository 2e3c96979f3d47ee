package io.auditrules.evaluate;

import io.auditrules.evaluate.Answer.Failure;

/** Carries a failure from where it is found to where it becomes the answer. */
final class FailedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    FailedQueryException(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
