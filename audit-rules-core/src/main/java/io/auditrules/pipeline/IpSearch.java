package io.auditrules.pipeline;

import io.auditrules.logql.IpPattern;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks for IP addresses in a text: where it looks like the beginning of one, as Loki v3.7.6 does. */
final class IpSearch {
    private final IpPattern pattern;

    IpSearch(IpPattern pattern) {
        this.pattern = pattern;
    }

    /** Whether one of the addresses stands in the text. */
    boolean find(byte[] bytes) {
        int to = bytes.length;
        int i = 0;
        while (i < to) {
            boolean isIp4 = isIp4Start(bytes, i, to);
            if (isIp4 || isIp6Start(bytes, i, to)) {
                int end = i;
                while (end < to
                        && (isDigit(bytes[end]) || bytes[end] == '.' || (!isIp4 && isIp6Character(bytes[end])))) {
                    end++;
                }
                Optional<byte[]> address =
                        IpPattern.address(new String(bytes, i, end - i, StandardCharsets.ISO_8859_1));
                if (address.isPresent() && pattern.contains(address.get())) {
                    return true;
                }
                // the character behind is not looked at
                i = end;
            }
            i++;
        }
        return false;
    }

    private static boolean isIp4Start(byte[] bytes, int at, int to) {
        return at + 3 < to
                && isDigit(bytes[at])
                && (bytes[at + 1] == '.' || bytes[at + 2] == '.' || bytes[at + 3] == '.');
    }

    private static boolean isIp6Start(byte[] bytes, int at, int to) {
        if (at + 4 >= to) {
            return false;
        }
        if (bytes[at] == ':') {
            return bytes[at + 1] == ':' && isHexDigit(bytes[at + 2]);
        }
        int i = at;
        while (i < at + 4 && isHexDigit(bytes[i])) {
            i++;
        }
        return i > at && bytes[i] == ':';
    }

    private static boolean isIp6Character(byte c) {
        return isHexDigit(c) || c == ':';
    }

    private static boolean isHexDigit(byte c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
