package io.auditrules.logql;

/** One step of a pipeline. */
public sealed interface Stage
        permits LineFilter,
                Json,
                Logfmt,
                Regexp,
                Pattern,
                Unpack,
                LabelFilter,
                LineFormat,
                LabelFormat,
                Decolorize,
                Keep,
                Drop {

    /** Whether it reads labels from the line. */
    default boolean isParser() {
        return this instanceof Json
                || this instanceof Logfmt
                || this instanceof Regexp
                || this instanceof Pattern
                || this instanceof Unpack;
    }

    /** Calls the visitor's method for this kind of stage. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of stage. */
    interface Visitor<R> {
        R lineFilter(LineFilter stage);

        R json(Json stage);

        R logfmt(Logfmt stage);

        R regexp(Regexp stage);

        R pattern(Pattern stage);

        R unpack(Unpack stage);

        R labelFilter(LabelFilter stage);

        R lineFormat(LineFormat stage);

        R labelFormat(LabelFormat stage);

        R decolorize(Decolorize stage);

        R keep(Keep stage);

        R drop(Drop stage);
    }
}
