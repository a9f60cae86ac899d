package org.checkoutbridge.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A volume of its own for a folder, so small that a test can fill it. */
final class SmallVolume implements AutoCloseable {

    private final Path folder;
    private final Path ballast;

    SmallVolume(Path folder, int megabytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.ballast = folder.resolve("ballast");
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "volume", folder.toString())) {
            throw new IOException("no volume can be mounted on " + folder);
        }
    }

    /** It takes root, on a Linux that lets it. */
    static boolean possible() throws IOException {
        Path folder = Files.createTempDirectory("volume");
        try (SmallVolume volume = new SmallVolume(folder, 1)) {
            return volume.folder.toFile().getUsableSpace() > 0;
        } catch (IOException refused) {
            return false;
        } finally {
            Files.delete(folder);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Not a byte is left. */
    void fill() throws IOException {
        byte[] some = new byte[4_096];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (folder.toFile().getUsableSpace() > 0) {
                file.write(some);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** What an operator would do. */
    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }
}
