package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/**
 * A host and its port, as Go's package net (1.26) takes them apart.
 *
 * @param port may be empty
 */
record HostPort(String host, String port) {

    static String withoutPort(String text) {
        HostPort parts = split(text);
        return parts == null ? text : parts.host;
    }

    /** The first part of a name; addresses stay as they are. */
    static String withoutDomain(String text) {
        HostPort parts = split(text);
        String host = parts == null ? text : parts.host;
        if (isAddress(host)) {
            return text;
        }
        int dot = host.indexOf('.');
        String name = dot < 0 ? host : host.substring(0, dot);
        if (parts == null || parts.port.isEmpty()) {
            return name;
        }
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + parts.port;
    }

    /** Null for what Go's SplitHostPort refuses. */
    private static @Nullable HostPort split(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = text.substring(0, colon);
        int opening = 0;
        int closing = 0;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || end + 1 != colon) {
                return null;
            }
            host = text.substring(1, end);
            opening = 1;
            closing = end + 1;
        } else if (host.indexOf(':') >= 0) {
            return null;
        }
        if (text.indexOf('[', opening) >= 0 || text.indexOf(']', closing) >= 0) {
            return null;
        }
        return new HostPort(host, text.substring(colon + 1));
    }

    /** Whether Go's ParseIP knows it. */
    private static boolean isAddress(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                return isIpv4(text);
            }
            if (c == ':') {
                return isIpv6(text);
            }
        }
        return false;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean isNumber = !part.isEmpty()
                    && part.length() <= 3
                    && part.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (part.length() == 1 || part.charAt(0) != '0');
            if (!isNumber || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int first = before.isEmpty() ? 0 : groups(before, false);
        int second = after.isEmpty() ? 0 : groups(after, true);
        return first >= 0 && second >= 0 && first + second < 8;
    }

    /** How many groups of 16 bits; -1 if there is another thing among them. */
    private static int groups(String text, boolean isEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (isEnd && i == parts.length - 1 && part.indexOf('.') >= 0) {
                if (!isIpv4(part)) {
                    return -1;
                }
                count += 2;
                continue;
            }
            boolean isGroup = !part.isEmpty()
                    && part.length() <= 4
                    && part.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
            if (!isGroup) {
                return -1;
            }
            count++;
        }
        return count;
    }
}
