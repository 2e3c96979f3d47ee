package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.Re2;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a value must look like. */
public sealed interface ValuePattern {

    <R> R accept(Visitor<R> visitor);

    /** Exactly this text. */
    record Exact(String text) implements ValuePattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exact(this);
        }
    }

    /** A text in which {@code *} stands for any text, the empty one too; nothing else is special. */
    record Glob(String text) implements ValuePattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.glob(this);
        }
    }

    /** A regular expression in RE2 syntax that the whole value must fit, as in Loki's label filters. */
    record Regex(String text) implements ValuePattern {
        public Regex {
            Re2.check(text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.regex(this);
        }
    }

    /**
     * An address in a network.
     *
     * @param text an address, or one with a prefix length, {@code 10.0.0.0/8}, as Loki's {@code ip()} takes it
     */
    record Network(String text) implements ValuePattern {
        private static final Pattern FORM = Pattern.compile("(?<address>[0-9A-Fa-f.:]+)(/(?<bits>[0-9]{1,3}))?");
        private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        private static final Pattern SHORT_ADDRESS = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");

        public Network {
            if (!isNetwork(text)) {
                throw new IllegalValueException(
                        "\"" + text + "\" is not a network",
                        "write an address or a network such as 10.0.0.0/8 or fd00::/8");
            }
        }

        private static boolean isNetwork(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return false;
            }
            String address = form.group("address");
            boolean isLong = address.indexOf(':') >= 0;
            String bits = form.group("bits");
            return (isLong
                            ? isLongAddress(address)
                            : SHORT_ADDRESS.matcher(address).matches())
                    && (bits == null || Integer.parseInt(bits) <= (isLong ? 128 : 32));
        }

        /** Whether it is an IPv6 address. No name server is asked: with a colon in it, the text is never taken as a name. */
        private static boolean isLongAddress(String address) {
            try {
                InetAddress.getByName(address);
                return true;
            } catch (UnknownHostException e) {
                return false;
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.network(this);
        }
    }

    /**
     * The value of another field of the same event, with texts around it.
     *
     * @param before stands before the other field's value
     * @param field the other field
     * @param after stands behind it
     * @param isPrefix whether any text may follow
     */
    record SameAs(String before, Field field, String after, boolean isPrefix) implements ValuePattern {
        private static final Pattern FORM = Pattern.compile("([^$*{}]*)\\$\\{([^{}]+)}([^$*{}]*)(\\*?)");

        public SameAs {
            if (field.isList() || !field.functions().isEmpty()) {
                throw new IllegalValueException(
                        "the value of \"" + field + "\" cannot be compared with another",
                        "name a field with one value");
            }
        }

        /**
         * Reads {@code ${user}} or {@code system:serviceaccount:${namespace}:*}.
         *
         * @throws IllegalValueException if the text has another form or its field does not exist
         */
        public static SameAs of(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalValueException(
                        "\"" + text + "\" does not say which other field has the same value",
                        "write it as ${name}, with texts around it and perhaps a * at the end,"
                                + " such as system:serviceaccount:${namespace}:*");
            }
            return new SameAs(
                    matcher.group(1),
                    Field.of(matcher.group(2)),
                    matcher.group(3),
                    !matcher.group(4).isEmpty());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sameAs(this);
        }
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R exact(Exact exact);

        R glob(Glob glob);

        R regex(Regex regex);

        R network(Network network);

        R sameAs(SameAs other);
    }
}
