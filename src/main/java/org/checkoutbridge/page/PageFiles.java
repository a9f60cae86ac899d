package org.checkoutbridge.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What pages load from beside them: a closed set of files. */
public final class PageFiles {

    private static final Path SCRIPT = Path.of("config/pages/follow.js");

    private final Templates templates;
    private final Brand brand;

    public PageFiles(Templates templates, Brand brand) {
        this.templates = templates;
        this.brand = brand;
    }

    /** {@code type} and {@code content} of a file by the name that pages call it; null when there is none. */
    public Map<String, Object> read(String name) {
        return switch (name) {
            case "style.css" -> Map.of("type", "text/css; charset=utf-8", "content", templates.render("style.ftl", Map.of()));
            case "follow.js" -> Map.of("type", "text/javascript; charset=utf-8", "content", script());
            case "logo" -> brand.type() == null ? null : Map.of("type", brand.type(), "content", brand.logo());
            default -> null;
        };
    }

    private static String script() {
        try {
            return Files.readString(SCRIPT, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SCRIPT + " cannot be read", e);
        }
    }
}
