package org.checkoutbridge.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.checkoutbridge.journey.BridgeProcess;

/** The clock of a bridge's machine, which somebody sets; that of its database is right. */
final class WrongClock {

    private static final List<Path> LIBRARIES = List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"));

    private final Path file;

    /** @param file says how far the clock is from the right one */
    WrongClock(BridgeProcess bridge, Path file) throws IOException {
        this.file = file;
        set("+0");
        bridge.with("LD_PRELOAD", library().orElseThrow().toString()).with("FAKETIME_TIMESTAMP_FILE", file.toString())
                .with("FAKETIME_CACHE_DURATION", "1")
                // a machine's steady clock does not jump, nor do waits that go by it
                .with("FAKETIME_DONT_FAKE_MONOTONIC", "1").with("FAKETIME_FORCE_MONOTONIC_FIX", "0").with("NO_FAKE_STAT", "1");
    }

    static boolean possible() throws IOException {
        return library().isPresent();
    }

    private static Optional<Path> library() throws IOException {
        for (Path folder : LIBRARIES) {
            try (Stream<Path> files = Files.isDirectory(folder) ? Files.find(folder, 3, (path, any) -> path.endsWith("faketime/libfaketimeMT.so.1")) : Stream.empty()) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** @param offset from the right time, as {@code +3d} or {@code -6h} */
    void set(String offset) throws IOException {
        Path next = file.resolveSibling("clock.next");
        Files.writeString(next, offset + "\n");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
