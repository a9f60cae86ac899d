package org.checkoutbridge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff", "#1f4e79, #ffffff", "#ffd400, #000000", "#ffffff, #000000", "#e4002b, #ffffff", "#00a650, #000000", "#757575, #ffffff"})
    void whatIsWrittenOnTheColourCanBeRead(String colour, String written) {
        assertThat(new Brand("Shop", colour, "").model()).containsEntry("onColour", written).containsEntry("logo", false);
    }

    @Test
    void aLogoIsGivenWithItsType() throws IOException {
        Path logo = Files.writeString(folder.resolve("Logo.SVG"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Brand brand = new Brand("Shop", "#1f4e79", logo.toString());
        assertThat(brand.model()).containsEntry("logo", true);
        Map<String, Object> file = new PageFiles(new Templates("config/pages", "en", brand), brand).read("logo");
        assertThat(file).containsEntry("type", "image/svg+xml").containsEntry("content", Files.readAllBytes(logo));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.svg", "words.txt", "config/pages"})
    void whatIsNoLogoStopsTheStart(String file) {
        assertThatThrownBy(() -> new Brand("Shop", "#1f4e79", file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pages.logo").hasMessageContaining(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "logo", "../application.properties", "words.properties", "status.ftlh", "style.ftl"})
    void nothingElseIsGiven(String name) {
        assertThat(new PageFiles(new Templates("config/pages", "en", PagesTest.BRAND), PagesTest.BRAND).read(name)).isNull();
    }

    @Test
    void theStylesheetIsSmallAndLoadsNothing() {
        assertThat((String) new PageFiles(new Templates("config/pages", "en", PagesTest.BRAND), PagesTest.BRAND).read("style.css").get("content"))
                .hasSizeLessThan(12_000).contains("--brand: #1f4e79", "--on-brand: #ffffff", "prefers-color-scheme: dark")
                .doesNotContain("url(", "@import", "//");
    }
}
