package io.auditrules.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files that ship with the catalogue. */
final class Resource {
    private Resource() {}

    static String text(String name) {
        try (InputStream stream = Resource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the catalogue lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table with a tab between two cells, each with this many of them: what is missing at the end is empty. */
    static List<List<String>> rows(String table, int cells) {
        return table.lines()
                .map(line -> {
                    List<String> row = new ArrayList<>(List.of(line.split("\t", -1)));
                    if (row.size() > cells) {
                        throw new IllegalStateException("more than " + cells + " cells: " + line);
                    }
                    while (row.size() < cells) {
                        row.add("");
                    }
                    return List.copyOf(row);
                })
                .toList();
    }
}
