package org.checkoutbridge.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** How the merchant looks on pages and in mails: a name, a colour, and a logo where there is one. */
public final class Brand {

    private static final Map<String, String> IMAGES =
            Map.of("svg", "image/svg+xml", "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "webp", "image/webp");

    private final String name;
    private final String colour;
    private final String logo;

    /**
     * @param colour as {@code #rrggbb}
     * @param logo an SVG, PNG, JPEG or WebP file; empty: the name stands for it
     */
    public Brand(String name, String colour, String logo) {
        this.name = name;
        this.colour = colour;
        this.logo = logo.trim();
        if (!this.logo.isEmpty() && (type() == null || !Files.isReadable(Path.of(this.logo)))) {
            throw new IllegalArgumentException("pages.logo: " + logo + " is not a readable .svg, .png, .jpg or .webp file");
        }
    }

    /** What templates show of it. */
    Map<String, Object> model() {
        return Map.of("name", name, "colour", colour, "onColour", onColour(), "logo", !logo.isEmpty());
    }

    /** Black or white, whichever can be read better on the colour: one of them always has a contrast of 4.58 at least (WCAG 2.2, 1.4.3). */
    private String onColour() {
        return luminance() > 0.179 ? "#000000" : "#ffffff";
    }

    /** Relative luminance, as WCAG 2.2 defines it. */
    private double luminance() {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /** The logo's media type; null without a logo. */
    String type() {
        return IMAGES.get(logo.substring(logo.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    byte[] logo() {
        try {
            return Files.readAllBytes(Path.of(logo));
        } catch (IOException e) {
            throw new UncheckedIOException(logo + " cannot be read", e);
        }
    }
}
