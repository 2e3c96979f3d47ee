package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Arrays;
import java.util.Optional;

/** What {@code ip()} takes, as Loki v3.7.6 reads it: an address, a range {@code a-b} or a CIDR, of IPv4 or IPv6. */
public final class IpPattern {
    private final byte[] first;
    private final byte[] last;

    private IpPattern(byte[] first, byte[] last) {
        this.first = first;
        this.last = last;
    }

    /**
     * The addresses that a text names.
     *
     * @throws IllegalValueException if it names none
     */
    public static IpPattern of(String pattern) {
        return find(pattern)
                .orElseThrow(() -> new IllegalValueException(
                        Text.shown(pattern) + " is not an IP address, range or CIDR",
                        "write 10.0.0.1, 10.0.0.1-10.0.0.9 or 10.0.0.0/8"));
    }

    static void check(String pattern) {
        of(pattern);
    }

    /** The addresses that a text names; empty if it names none. */
    public static Optional<IpPattern> find(String pattern) {
        Optional<byte[]> address = address(pattern);
        if (address.isPresent()) {
            // no address in a text has a zone, so one with a zone is never found
            byte[] bytes = pattern.indexOf('%') < 0 ? address.get() : new byte[0];
            return Optional.of(new IpPattern(bytes, bytes));
        }
        return prefix(pattern).or(() -> range(pattern));
    }

    /** Whether an address, of 4 or 16 bytes, is one of them; IPv4 and IPv6 are never the same. */
    public boolean contains(byte[] address) {
        return address.length == first.length
                && Arrays.compareUnsigned(first, address) <= 0
                && Arrays.compareUnsigned(address, last) <= 0;
    }

    private static Optional<IpPattern> prefix(String pattern) {
        int slash = pattern.lastIndexOf('/');
        if (slash < 0 || pattern.indexOf('%') >= 0) {
            return Optional.empty();
        }
        String bits = pattern.substring(slash + 1);
        Optional<byte[]> address = address(pattern.substring(0, slash));
        if (address.isEmpty()
                || !bits.matches("0|[1-9][0-9]{0,2}")
                || Integer.parseInt(bits) > address.get().length * 8) {
            return Optional.empty();
        }
        byte[] from = address.get();
        byte[] to = from.clone();
        for (int bit = Integer.parseInt(bits); bit < from.length * 8; bit++) {
            int mask = 0x80 >> bit % 8;
            from[bit / 8] &= (byte) ~mask;
            to[bit / 8] |= (byte) mask;
        }
        return Optional.of(new IpPattern(from, to));
    }

    private static Optional<IpPattern> range(String pattern) {
        int dash = pattern.indexOf('-');
        if (dash < 0 || pattern.indexOf('%') >= 0) {
            return Optional.empty();
        }
        Optional<byte[]> from = address(pattern.substring(0, dash));
        Optional<byte[]> to = address(pattern.substring(dash + 1));
        return from.isPresent()
                        && to.isPresent()
                        && from.get().length == to.get().length
                        && Arrays.compareUnsigned(from.get(), to.get()) <= 0
                ? Optional.of(new IpPattern(from.get(), to.get()))
                : Optional.empty();
    }

    /** The bytes of an address in the notation of Go's {@code netip}: no leading zeros, a zone after {@code %}. */
    public static Optional<byte[]> address(String text) {
        return text.indexOf(':') >= 0 ? ip6(text) : ip4(text);
    }

    private static Optional<byte[]> ip4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> ip6(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0) {
            return zone == text.length() - 1 ? Optional.empty() : ip6(text.substring(0, zone));
        }
        int gap = text.indexOf("::");
        if (gap >= 0) {
            Optional<byte[]> head = groups(text.substring(0, gap), false);
            Optional<byte[]> tail = groups(text.substring(gap + 2), true);
            if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
                return Optional.empty();
            }
            byte[] bytes = Arrays.copyOf(head.get(), 16);
            System.arraycopy(tail.get(), 0, bytes, 16 - tail.get().length, tail.get().length);
            return Optional.of(bytes);
        }
        return groups(text, true).filter(bytes -> bytes.length == 16);
    }

    private static Optional<byte[]> groups(String text, boolean mayEndInIp4) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", -1);
        if (parts.length > 8) {
            return Optional.empty();
        }
        byte[] bytes = new byte[0];
        for (int i = 0; i < parts.length; i++) {
            Optional<byte[]> group = mayEndInIp4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0
                    ? ip4(parts[i])
                    : group(parts[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            bytes = Arrays.copyOf(bytes, bytes.length + group.get().length);
            System.arraycopy(group.get(), 0, bytes, bytes.length - group.get().length, group.get().length);
        }
        return bytes.length <= 16 ? Optional.of(bytes) : Optional.empty();
    }

    private static Optional<byte[]> group(String text) {
        if (!text.matches("[0-9a-fA-F]{1,4}")) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
    }
}
