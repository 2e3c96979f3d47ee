package io.auditrules.query;

import io.auditrules.evaluate.Question;

/**
 * How an answer is written. Every text ends with a line break, unless it is empty.
 *
 * <pre>{@code
 * AnswerFormat.JSON.write(finding); // {"status":"success","data":{"resultType":"vector","result":[…]}}
 * }</pre>
 */
public enum AnswerFormat {
    /** For people: a column for each label and one for the value; of a log query the lines with their times. */
    TABLE {
        @Override
        public String write(Finding finding) {
            return TableText.of(finding);
        }

        @Override
        String writeUnderQuery(Finding finding) {
            return "# " + oneLine(finding.query()) + '\n' + write(finding);
        }
    },

    /**
     * For programs, in one line: as Loki v3.7.6 answers {@code /loki/api/v1/query} and {@code query_range}, without the
     * statistics. Where Loki refuses, it answers with a text; that is {@code {"status":"error","errorType":…,"error":…}}
     * here, as in the API of Prometheus. Several answers are a line each, which begins with the {@code query}.
     */
    JSON {
        @Override
        public String write(Finding finding) {
            return JsonText.of(finding.answer());
        }

        @Override
        String writeUnderQuery(Finding finding) {
            return JsonText.of(finding.query(), finding.answer());
        }
    },

    /** The lines of a log query as its stages left them, and nothing else; for other queries there is no text. */
    LINES {
        @Override
        public String write(Finding finding) {
            return LinesText.of(finding);
        }

        @Override
        String writeUnderQuery(Finding finding) {
            return "# " + oneLine(finding.query()) + '\n' + write(finding);
        }
    };

    /** One answer. */
    public abstract String write(Finding finding);

    /** One answer among several, with the query that it is for. */
    abstract String writeUnderQuery(Finding finding);

    /** The format that a question is best read in: {@link #LINES} where it asks for lines, else {@link #TABLE}. */
    public static AnswerFormat usualFor(Question question) {
        return question instanceof Question.Lines ? LINES : TABLE;
    }

    private static String oneLine(String query) {
        return query.replaceAll("\\s*\\R\\s*", " ");
    }
}
