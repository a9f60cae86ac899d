package org.checkoutbridge.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A copy of one of our tables, broken on purpose: what is checked at start must be found, and named by file and line. */
public final class BrokenTable {

    private final Path original;
    private final Path folder;

    public BrokenTable(Path original, Path folder) {
        this.original = original;
        this.folder = folder;
    }

    /** The table with its text changed. */
    public Path changed(UnaryOperator<String> change) {
        try {
            String before = Files.readString(original);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalArgumentException("this changes nothing in " + original);
            }
            return Files.writeString(folder.resolve(original.getFileName()), after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the line that begins so. */
    public Path without(String start) {
        return changed(text -> lines(text, line -> !line.startsWith(start)));
    }

    /** With the line that begins so standing there twice; the second one is the last line. */
    public Path twice(String start) {
        return changed(text -> text + text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow() + "\n");
    }

    /** With one cell changed, in the line that begins so. */
    public Path cell(String start, String column, String value) {
        return changed(text -> {
            List<String> columns = List.of(head(text).split("\\s*,\\s*"));
            int at = columns.indexOf(column);
            return text.lines().map(line -> line.startsWith(start) ? replaced(line, at, value) : line).reduce("", (all, line) -> all + line + "\n");
        });
    }

    /** With a column dropped everywhere. */
    public Path withoutColumn(String column) {
        return changed(text -> {
            int at = List.of(head(text).split("\\s*,\\s*")).indexOf(column);
            return text.lines().map(line -> line.startsWith("#") ? line : replaced(line, at, null)).reduce("", (all, line) -> all + line + "\n");
        });
    }

    /** Which line of the broken table begins so, from 1; the last such. */
    public int line(String start) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(original.getFileName()));
            for (int i = lines.size(); i > 0; i--) {
                if (lines.get(i - 1).startsWith(start)) {
                    return i;
                }
            }
            throw new IllegalArgumentException("no line begins with " + start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(String text) {
        return text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).findFirst().orElseThrow().trim();
    }

    private static String lines(String text, java.util.function.Predicate<String> kept) {
        return text.lines().filter(kept).reduce("", (all, line) -> all + line + "\n");
    }

    private static String replaced(String line, int at, String value) {
        List<String> cells = new java.util.ArrayList<>(List.of(line.split(",", -1)));
        if (value == null) {
            cells.remove(at);
        } else {
            cells.set(at, " " + value + " ");
        }
        return String.join(",", cells);
    }
}
