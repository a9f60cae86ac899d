package org.checkoutbridge.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file that somebody dropped into an inbox: where it goes, and what became of its entries beside it. */
public final class DroppedFile {

    private static final String DONE = "done";
    private static final String REJECTED = "rejected";

    private DroppedFile() {}

    /**
     * Writes the reports of a file where it is going, under a name that nothing there has yet.
     *
     * @param inbox from which the file comes; it goes to a folder beside it
     * @param report what became of each entry
     * @return order: where the file itself goes; result and, when any was refused, errors: what was written
     */
    public static Map<String, String> report(String inbox, String name, List<Map<String, Object>> report) throws IOException {
        List<Map<String, Object>> refused = report.stream()
                .filter(entry -> entry.get("errors") instanceof List<?> errors && !errors.isEmpty())
                .map(entry -> {
                    Map<String, Object> error = new LinkedHashMap<>();
                    error.put("index", entry.get("index"));
                    error.put("errors", entry.get("errors"));
                    return error;
                })
                .toList();
        Path folder = Path.of(inbox).toAbsolutePath().getParent().resolve(refused.isEmpty() ? DONE : REJECTED);
        Files.createDirectories(folder);
        Path target = free(folder, name);
        Map<String, String> written = new LinkedHashMap<>();
        written.put("order", target.toString());
        written.put("result", write(target, ".result.json", report));
        if (!refused.isEmpty()) {
            written.put("errors", write(target, ".errors.json", refused));
        }
        return written;
    }

    /**
     * Deletes what was processed long enough ago, with its reports.
     *
     * @param retentionMillis how long files are kept after they were processed, in milliseconds
     */
    public static void purge(String inbox, long retentionMillis) throws IOException {
        Instant before = Instant.now().minusMillis(retentionMillis);
        for (String name : List.of(DONE, REJECTED)) {
            Path folder = Path.of(inbox).toAbsolutePath().getParent().resolve(name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private static Path free(Path folder, String name) {
        Path target = folder.resolve(name);
        for (int i = 2; Files.exists(target) || Files.exists(Path.of(target + ".result.json")) || Files.exists(Path.of(target + ".errors.json")); i++) {
            int dot = name.lastIndexOf('.');
            target = folder.resolve(dot < 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return target;
    }

    private static String write(Path target, String suffix, Object document) throws IOException {
        Path file = Path.of(target + suffix);
        Path half = Path.of(file + ".part");
        Files.writeString(half, Json.text(document), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(half, file);
        return file.toString();
    }
}
