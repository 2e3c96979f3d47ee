package io.auditrules.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A date layout of Go (1.26), which shows how the moment 01/02 03:04:05PM '06 -0700 is written. */
final class TimeLayout {
    private enum Element {
        TEXT,
        LONG_MONTH,
        MONTH,
        NUM_MONTH,
        ZERO_MONTH,
        LONG_WEEKDAY,
        WEEKDAY,
        DAY,
        UNDER_DAY,
        ZERO_DAY,
        UNDER_YEAR_DAY,
        ZERO_YEAR_DAY,
        HOUR,
        HOUR_12,
        ZERO_HOUR_12,
        MINUTE,
        ZERO_MINUTE,
        SECOND,
        ZERO_SECOND,
        LONG_YEAR,
        YEAR,
        UPPER_PM,
        LOWER_PM,
        ZONE_NAME,
        ZONE,
        FRACTION
    }

    /**
     * @param text as the layout writes it
     */
    private record Chunk(Element element, String text) {}

    private static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1;

        Mismatch() {
            super(null, null, false, false);
        }
    }

    private static final List<String> ZONES =
            List.of("-070000", "-07:00:00", "-0700", "-07:00", "-07", "Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07");

    private final List<Chunk> chunks = new ArrayList<>();

    TimeLayout(String layout) {
        int textStart = 0;
        int at = 0;
        while (at < layout.length()) {
            Chunk chunk = chunkAt(layout, at);
            if (chunk == null) {
                at++;
                continue;
            }
            if (at > textStart) {
                chunks.add(new Chunk(Element.TEXT, layout.substring(textStart, at)));
            }
            chunks.add(chunk);
            at += chunk.text.length();
            textStart = at;
        }
        if (at > textStart) {
            chunks.add(new Chunk(Element.TEXT, layout.substring(textStart)));
        }
    }

    private static @Nullable Chunk chunkAt(String layout, int at) {
        char c = layout.charAt(at);
        switch (c) {
            case 'J' -> {
                if (layout.startsWith("January", at)) {
                    return new Chunk(Element.LONG_MONTH, "January");
                }
                return isWord(layout, at, "Jan") ? new Chunk(Element.MONTH, "Jan") : null;
            }
            case 'M' -> {
                if (layout.startsWith("Monday", at)) {
                    return new Chunk(Element.LONG_WEEKDAY, "Monday");
                }
                if (isWord(layout, at, "Mon")) {
                    return new Chunk(Element.WEEKDAY, "Mon");
                }
                return layout.startsWith("MST", at) ? new Chunk(Element.ZONE_NAME, "MST") : null;
            }
            case '0' -> {
                return zeroChunk(layout, at);
            }
            case '1' -> {
                return layout.startsWith("15", at) ? new Chunk(Element.HOUR, "15") : new Chunk(Element.NUM_MONTH, "1");
            }
            case '2' -> {
                return layout.startsWith("2006", at)
                        ? new Chunk(Element.LONG_YEAR, "2006")
                        : new Chunk(Element.DAY, "2");
            }
            case '_' -> {
                if (layout.startsWith("_2006", at)) {
                    return null;
                }
                if (layout.startsWith("_2", at)) {
                    return new Chunk(Element.UNDER_DAY, "_2");
                }
                return layout.startsWith("__2", at) ? new Chunk(Element.UNDER_YEAR_DAY, "__2") : null;
            }
            case '3' -> {
                return new Chunk(Element.HOUR_12, "3");
            }
            case '4' -> {
                return new Chunk(Element.MINUTE, "4");
            }
            case '5' -> {
                return new Chunk(Element.SECOND, "5");
            }
            case 'P' -> {
                return layout.startsWith("PM", at) ? new Chunk(Element.UPPER_PM, "PM") : null;
            }
            case 'p' -> {
                return layout.startsWith("pm", at) ? new Chunk(Element.LOWER_PM, "pm") : null;
            }
            case '-', 'Z' -> {
                for (String zone : ZONES) {
                    if (layout.startsWith(zone, at)) {
                        return new Chunk(Element.ZONE, zone);
                    }
                }
                return null;
            }
            case '.', ',' -> {
                return fraction(layout, at);
            }
            default -> {
                return null;
            }
        }
    }

    private static boolean isWord(String layout, int at, String word) {
        int end = at + word.length();
        return layout.startsWith(word, at)
                && !(end < layout.length() && layout.charAt(end) >= 'a' && layout.charAt(end) <= 'z');
    }

    private static @Nullable Chunk zeroChunk(String layout, int at) {
        char next = at + 1 < layout.length() ? layout.charAt(at + 1) : ' ';
        return switch (next) {
            case '1' -> new Chunk(Element.ZERO_MONTH, "01");
            case '2' -> new Chunk(Element.ZERO_DAY, "02");
            case '3' -> new Chunk(Element.ZERO_HOUR_12, "03");
            case '4' -> new Chunk(Element.ZERO_MINUTE, "04");
            case '5' -> new Chunk(Element.ZERO_SECOND, "05");
            case '6' -> new Chunk(Element.YEAR, "06");
            default -> layout.startsWith("002", at) ? new Chunk(Element.ZERO_YEAR_DAY, "002") : null;
        };
    }

    private static @Nullable Chunk fraction(String layout, int at) {
        char digit = at + 1 < layout.length() ? layout.charAt(at + 1) : ' ';
        if (digit != '0' && digit != '9') {
            return null;
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        return isDigit(layout, end) ? null : new Chunk(Element.FRACTION, layout.substring(at, end));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** The moment as the layout writes it. */
    String format(GoTime time) {
        StringBuilder out = new StringBuilder();
        GoTime.Date date = time.date();
        int hour = time.hour();
        int hour12 = hour % 12 == 0 ? 12 : hour % 12;
        for (Chunk chunk : chunks) {
            switch (chunk.element) {
                case TEXT -> out.append(chunk.text);
                case LONG_MONTH -> out.append(GoTime.MONTHS[date.month() - 1]);
                case MONTH -> out.append(GoTime.MONTHS[date.month() - 1], 0, 3);
                case NUM_MONTH -> out.append(date.month());
                case ZERO_MONTH -> pad(out, date.month(), 2, '0');
                case LONG_WEEKDAY -> out.append(GoTime.DAYS[time.weekday()]);
                case WEEKDAY -> out.append(GoTime.DAYS[time.weekday()], 0, 3);
                case DAY -> out.append(date.day());
                case UNDER_DAY -> pad(out, date.day(), 2, ' ');
                case ZERO_DAY -> pad(out, date.day(), 2, '0');
                case UNDER_YEAR_DAY -> pad(out, date.yearDay(), 3, ' ');
                case ZERO_YEAR_DAY -> pad(out, date.yearDay(), 3, '0');
                case HOUR -> pad(out, hour, 2, '0');
                case HOUR_12 -> out.append(hour12);
                case ZERO_HOUR_12 -> pad(out, hour12, 2, '0');
                case MINUTE -> out.append(time.minute());
                case ZERO_MINUTE -> pad(out, time.minute(), 2, '0');
                case SECOND -> out.append(time.second());
                case ZERO_SECOND -> pad(out, time.second(), 2, '0');
                case LONG_YEAR -> pad(out, date.year(), 4, '0');
                case YEAR -> pad(out, Math.abs(date.year()) % 100, 2, '0');
                case UPPER_PM -> out.append(hour >= 12 ? "PM" : "AM");
                case LOWER_PM -> out.append(hour >= 12 ? "pm" : "am");
                case ZONE_NAME -> {
                    String name = time.abbreviation();
                    out.append(name.isEmpty() ? offset(time.offset(), "-0700") : name);
                }
                case ZONE -> out.append(offset(time.offset(), chunk.text));
                case FRACTION -> fraction(out, time.nanos(), chunk.text);
            }
        }
        return out.toString();
    }

    private static void pad(StringBuilder out, long number, int width, char fill) {
        String digits = Long.toString(Math.abs(number));
        out.append(number < 0 ? "-" : "")
                .append(String.valueOf(fill).repeat(Math.max(0, width - digits.length())))
                .append(digits);
    }

    private static String offset(int offset, String form) {
        if (offset == 0 && form.startsWith("Z")) {
            return "Z";
        }
        // Go cuts the offset to minutes before it looks at the sign.
        int minutes = offset / 60;
        StringBuilder out = new StringBuilder(minutes < 0 ? "-" : "+");
        int seconds = minutes < 0 ? -offset : offset;
        minutes = Math.abs(minutes);
        String colon = form.indexOf(':') >= 0 ? ":" : "";
        pad(out, minutes / 60, 2, '0');
        if (form.length() > 3) {
            pad(out.append(colon), minutes % 60, 2, '0');
        }
        if (form.length() >= 7) {
            pad(out.append(colon), seconds % 60, 2, '0');
        }
        return out.toString();
    }

    private static void fraction(StringBuilder out, int nanos, String form) {
        boolean isTrimmed = form.charAt(1) == '9';
        if (isTrimmed && nanos == 0) {
            return;
        }
        String digits = Long.toString(1_000_000_000L + nanos).substring(1, Math.min(10, form.length()));
        if (isTrimmed) {
            int end = digits.length();
            while (end > 0 && digits.charAt(end - 1) == '0') {
                end--;
            }
            digits = digits.substring(0, end);
        }
        if (!digits.isEmpty()) {
            out.append(form.charAt(0)).append(digits);
        }
    }

    /** The moment that a text tells, in a zone where it names none; Go's zero time if it does not fit the layout. */
    GoTime parse(String value, GoTime.Zone zone) {
        try {
            return new Reader(value).read(zone);
        } catch (Mismatch noTime) {
            return GoTime.ZERO;
        }
    }

    /** As {@link #parse}, but what does not fit fails. */
    GoTime require(String value, GoTime.Zone zone) {
        try {
            return new Reader(value).read(zone);
        } catch (Mismatch noTime) {
            throw new Failure(quote(value) + " is no time of the given layout");
        }
    }

    /** Quoted as Go's package time quotes: byte by byte beyond ASCII. */
    static String quote(String bytes) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c >= 0x80 || c < ' ') {
                out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return out.append('"').toString();
    }

    private final class Reader {
        private String value;
        private int year;
        private int month = -1;
        private int day = -1;
        private int yearDay = -1;
        private int hour;
        private int minute;
        private int second;
        private int nanos;
        private @Nullable Boolean isAfternoon;
        private boolean isUtc;
        private int offset = -1;
        private String zoneName = "";

        Reader(String value) {
            this.value = value;
        }

        GoTime read(GoTime.Zone zone) throws Mismatch {
            for (int i = 0; i < chunks.size(); i++) {
                read(chunks.get(i), i);
            }
            require(value.isEmpty());
            if (Boolean.TRUE.equals(isAfternoon) && hour < 12) {
                hour += 12;
            } else if (Boolean.FALSE.equals(isAfternoon) && hour == 12) {
                hour = 0;
            }
            settleDate();
            GoTime shown = GoTime.utc(year, month, day, hour, minute, second, nanos);
            if (isUtc) {
                return shown;
            }
            if (offset != -1) {
                GoTime moment = new GoTime(shown.seconds() - offset, nanos, GoTime.Zone.UTC);
                boolean isThatZone = zone.offsetAt(moment.seconds()) == offset
                        && (zoneName.isEmpty()
                                || zone.abbreviationAt(moment.seconds()).equals(zoneName));
                return moment.in(isThatZone ? zone : GoTime.Zone.fixed(zoneName, offset));
            }
            if (!zoneName.isEmpty()) {
                return inNamedZone(shown, zone);
            }
            return shown.readIn(zone);
        }

        private GoTime inNamedZone(GoTime shown, GoTime.Zone zone) {
            Integer known = ZoneNames.offsetOf(zone, zoneName);
            if (known != null) {
                return new GoTime(shown.seconds() - known, nanos, zone);
            }
            int hours = 0;
            if (zoneName.length() > 3 && zoneName.startsWith("GMT")) {
                hours = (int) NumberText.parseInt(zoneName.substring(3), 10).value();
            }
            // Letters that nobody knows shift the clock, not the moment.
            return shown.in(GoTime.Zone.fixed(zoneName, hours * 3600));
        }

        private void settleDate() throws Mismatch {
            if (yearDay >= 0) {
                boolean isLeap = GoTime.isLeap(year);
                require(yearDay >= 1 && yearDay <= (isLeap ? 366 : 365));
                int ofMonth = yearDay;
                int its = 1;
                while (ofMonth > GoTime.daysIn(its, year)) {
                    ofMonth -= GoTime.daysIn(its, year);
                    its++;
                }
                require((month < 0 || month == its) && (day < 0 || day == ofMonth));
                month = its;
                day = ofMonth;
            }
            month = month < 0 ? 1 : month;
            day = day < 0 ? 1 : day;
            require(day >= 1 && day <= GoTime.daysIn(month, year));
        }

        private boolean isFractionNext(int index) {
            int next = index + 1;
            while (next < chunks.size() && chunks.get(next).element == Element.TEXT) {
                next++;
            }
            return next < chunks.size() && chunks.get(next).element == Element.FRACTION;
        }

        private void read(Chunk chunk, int index) throws Mismatch {
            switch (chunk.element) {
                case TEXT -> skip(chunk.text);
                case LONG_YEAR -> {
                    require(value.length() >= 4 && isDigit(value, 0));
                    year = number(take(4));
                }
                case YEAR -> {
                    require(value.length() >= 2);
                    year = number(take(2));
                    year += year >= 69 ? 1900 : 2000;
                }
                case LONG_MONTH -> month = lookup(GoTime.MONTHS, false) + 1;
                case MONTH -> month = lookup(GoTime.MONTHS, true) + 1;
                case LONG_WEEKDAY -> lookup(GoTime.DAYS, false);
                case WEEKDAY -> lookup(GoTime.DAYS, true);
                case NUM_MONTH, ZERO_MONTH -> {
                    month = digits(chunk.element == Element.ZERO_MONTH);
                    require(month >= 1 && month <= 12);
                }
                case DAY, ZERO_DAY -> day = digits(chunk.element == Element.ZERO_DAY);
                case UNDER_DAY -> {
                    skipSpace();
                    day = digits(false);
                }
                case UNDER_YEAR_DAY -> {
                    skipSpace();
                    skipSpace();
                    yearDay = threeDigits(false);
                }
                case ZERO_YEAR_DAY -> yearDay = threeDigits(true);
                case HOUR -> {
                    hour = digits(false);
                    require(hour < 24);
                }
                case HOUR_12, ZERO_HOUR_12 -> {
                    hour = digits(chunk.element == Element.ZERO_HOUR_12);
                    require(hour <= 12);
                }
                case MINUTE, ZERO_MINUTE -> {
                    minute = digits(chunk.element == Element.ZERO_MINUTE);
                    require(minute < 60);
                }
                case SECOND, ZERO_SECOND -> {
                    second = digits(chunk.element == Element.ZERO_SECOND);
                    require(second < 60);
                    if (value.length() >= 2
                            && isPoint(value.charAt(0))
                            && isDigit(value, 1)
                            && !isFractionNext(index)) {
                        readFraction(digitsFrom(1) + 1);
                    }
                }
                case UPPER_PM, LOWER_PM -> {
                    require(value.length() >= 2);
                    String half = take(2);
                    String expected = chunk.element == Element.UPPER_PM ? half : half.toUpperCase(Locale.ROOT);
                    boolean isLower = half.equals(half.toLowerCase(Locale.ROOT));
                    require(isLower == (chunk.element == Element.LOWER_PM));
                    require(expected.equals("AM") || expected.equals("PM"));
                    isAfternoon = expected.equals("PM") || Boolean.TRUE.equals(isAfternoon);
                }
                case ZONE_NAME -> readZoneName();
                case ZONE -> readOffset(chunk.text);
                case FRACTION -> {
                    if (chunk.text.charAt(1) == '0') {
                        require(value.length() >= chunk.text.length());
                        readFraction(chunk.text.length());
                    } else if (value.length() >= 2 && isPoint(value.charAt(0)) && isDigit(value, 1)) {
                        readFraction(digitsFrom(1) + 1);
                    }
                }
            }
        }

        private void require(boolean isMet) throws Mismatch {
            if (!isMet) {
                throw new Mismatch();
            }
        }

        private String take(int length) {
            String taken = value.substring(0, length);
            value = value.substring(length);
            return taken;
        }

        /** Blanks of the layout stand for any number of blanks, and for the end. */
        private void skip(String text) throws Mismatch {
            int at = 0;
            while (at < text.length()) {
                if (text.charAt(at) == ' ') {
                    require(value.isEmpty() || value.charAt(0) == ' ');
                    while (at < text.length() && text.charAt(at) == ' ') {
                        at++;
                    }
                    while (value.startsWith(" ")) {
                        value = value.substring(1);
                    }
                } else {
                    require(!value.isEmpty() && value.charAt(0) == text.charAt(at));
                    value = value.substring(1);
                    at++;
                }
            }
        }

        private void skipSpace() {
            if (value.startsWith(" ")) {
                value = value.substring(1);
            }
        }

        private int number(String text) throws Mismatch {
            NumberText.Whole whole = NumberText.parseInt(text, 10);
            require(whole.fault() == null);
            return (int) whole.value();
        }

        private int digits(boolean isTwo) throws Mismatch {
            require(isDigit(value, 0) && (isDigit(value, 1) || !isTwo));
            return number(take(isDigit(value, 1) ? 2 : 1));
        }

        private int threeDigits(boolean isFixed) throws Mismatch {
            int length = Math.min(3, digitsFrom(0));
            require(length > 0 && (length == 3 || !isFixed));
            return number(take(length));
        }

        private int digitsFrom(int start) {
            int end = start;
            while (isDigit(value, end)) {
                end++;
            }
            return end - start;
        }

        private int lookup(String[] names, boolean isShort) throws Mismatch {
            for (int i = 0; i < names.length; i++) {
                String name = isShort ? names[i].substring(0, 3) : names[i];
                if (value.regionMatches(true, 0, name, 0, name.length())
                        && Utf8.isAscii(value.substring(0, name.length()))) {
                    take(name.length());
                    return i;
                }
            }
            throw new Mismatch();
        }

        private boolean isPoint(char c) {
            return c == '.' || c == ',';
        }

        private void readFraction(int length) throws Mismatch {
            String fraction = take(length);
            require(isPoint(fraction.charAt(0)));
            String digits = fraction.substring(1, Math.min(10, length));
            int number = number(digits);
            require(number >= 0);
            nanos = number * (int) Math.pow(10, 9 - digits.length());
        }

        private void readOffset(String form) throws Mismatch {
            if (form.startsWith("Z") && value.startsWith("Z")) {
                take(1);
                isUtc = true;
                return;
            }
            require(value.length() >= form.length());
            String written = take(form.length());
            String sign = written.substring(0, 1);
            StringBuilder digits = new StringBuilder();
            for (int i = 1; i < form.length(); i++) {
                if (form.charAt(i) == ':') {
                    require(written.charAt(i) == ':');
                } else {
                    require(isDigit(written, i));
                    digits.append(written.charAt(i));
                }
            }
            digits.append("0".repeat(6 - digits.length()));
            int hours = number(digits.substring(0, 2));
            int minutes = number(digits.substring(2, 4));
            int seconds = number(digits.substring(4));
            require(hours <= 24 && minutes <= 60 && seconds <= 60 && (sign.equals("+") || sign.equals("-")));
            offset = ((hours * 60 + minutes) * 60 + seconds) * (sign.equals("-") ? -1 : 1);
        }

        private void readZoneName() throws Mismatch {
            if (value.startsWith("UTC")) {
                take(3);
                isUtc = true;
                return;
            }
            zoneName = take(zoneNameLength());
        }

        private int zoneNameLength() throws Mismatch {
            require(value.length() >= 3);
            if (value.startsWith("ChST") || value.startsWith("MeST")) {
                return 4;
            }
            if (value.startsWith("GMT")) {
                return 3 + (value.length() > 3 ? signedOffset(value.substring(3)) : 0);
            }
            if (value.charAt(0) == '+' || value.charAt(0) == '-') {
                int length = signedOffset(value);
                require(length > 0);
                return length;
            }
            int upper = 0;
            while (upper < 6 && upper < value.length() && value.charAt(upper) >= 'A' && value.charAt(upper) <= 'Z') {
                upper++;
            }
            require(upper == 3
                    || (upper == 4 && (value.charAt(3) == 'T' || value.startsWith("WITA")))
                    || (upper == 5 && value.charAt(4) == 'T'));
            return upper;
        }

        private int signedOffset(String text) {
            if (text.charAt(0) != '+' && text.charAt(0) != '-') {
                return 0;
            }
            int end = 1;
            while (isDigit(text, end)) {
                end++;
            }
            NumberText.Whole hours = NumberText.parseInt(text.substring(1, end), 10);
            return end == 1 || hours.fault() != null || hours.value() > 23 ? 0 : end;
        }
    }
}
