package org.checkoutbridge.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small table from a file that people edit: comma separated, blanks around cells ignored, {@code #} starts a comment line, the
 * first other line names the columns. The last column takes the rest of its line. No quoting.
 */
public record Table(Path file, List<String> columns, List<Row> rows) {

    /** One line: its number in the file, for messages, and its cells by column name. */
    public record Row(Path file, int line, Map<String, String> cells) {

        public String get(String column) {
            return cells.get(column);
        }

        public int number(String column) {
            try {
                return Integer.parseInt(get(column));
            } catch (NumberFormatException e) {
                throw wrong("'" + get(column) + "' in column " + column + " is not a whole number");
            }
        }

        /** The cell as a constant of an enum whose names are written in this table's style ({@code in-review}, {@code OPEN}). */
        public <E extends Enum<E>> E constant(String column, Class<E> type) {
            try {
                return Enum.valueOf(type, get(column).toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw wrong("'" + get(column) + "' in column " + column + " is none of " + List.of(type.getEnumConstants()));
            }
        }

        public boolean yes(String column) {
            return switch (get(column)) {
                case "yes" -> true;
                case "no" -> false;
                default -> throw wrong("'" + get(column) + "' in column " + column + " is neither yes nor no");
            };
        }

        /** An error that names file and line. */
        public IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(file + ", line " + line + ": " + what);
        }
    }

    /**
     * @throws IllegalArgumentException naming file and line, if the table is not one or lacks a required column
     */
    public static Table read(Path file, String... required) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        List<String> columns = null;
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (columns == null) {
                columns = List.of(line.trim().split("\\s*,\\s*"));
                for (String name : required) {
                    if (!columns.contains(name)) {
                        throw new IllegalArgumentException(file + ", line " + (i + 1) + ": no column " + name);
                    }
                }
                continue;
            }
            String[] cells = line.trim().split("\\s*,\\s*", columns.size());
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        file + ", line " + (i + 1) + ": " + cells.length + " cells for " + columns.size() + " columns");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < cells.length; c++) {
                row.put(columns.get(c), cells[c]);
            }
            rows.add(new Row(file, i + 1, row));
        }
        if (columns == null) {
            throw new IllegalArgumentException(file + " is empty");
        }
        return new Table(file, columns, List.copyOf(rows));
    }
}
