package io.auditrules.regex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers recorded from the real one: a line an expression, columns apart by tabs, bytes that are no ASCII as {@code %C3}. */
final class Recorded {
    private Recorded() {}

    static List<String[]> lines(String file) {
        try (InputStream in = Recorded.class.getResourceAsStream("/regex/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String column) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < column.length(); i++) {
            if (column.charAt(i) == '%') {
                bytes.write(Integer.parseInt(column.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(column.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    static String text(String column) {
        return new String(bytes(column), StandardCharsets.UTF_8);
    }
}
