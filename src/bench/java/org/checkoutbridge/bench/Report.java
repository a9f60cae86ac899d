package org.checkoutbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Prints what was measured, and keeps it in a file, as Markdown. */
final class Report {

    private final Path file;

    Report(Path file) {
        this.file = file;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void section(String title) {
        write("\n## " + title + "\n\n");
    }

    void table(String... columns) {
        row((Object[]) columns);
        write("|" + "---|".repeat(columns.length) + "\n");
    }

    void row(Object... cells) {
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(cell instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : cell).append(" |");
        }
        write(line + "\n");
    }

    /** A line of its own. */
    void say(String format, Object... values) {
        write("- " + String.format(Locale.ROOT, format, values) + "\n");
    }

    /** What was promised, what was measured, and whether that is enough. */
    void target(String what, boolean met, String measured) {
        write("- target " + (met ? "met" : "**MISSED**") + ": " + what + ": " + measured + "\n");
    }

    private void write(String text) {
        System.out.print(text);
        System.out.flush();
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
