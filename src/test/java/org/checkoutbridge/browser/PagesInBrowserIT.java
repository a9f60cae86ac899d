package org.checkoutbridge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.checkoutbridge.browser.Browser.Look;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.mail.Letters;
import org.checkoutbridge.page.Brand;
import org.checkoutbridge.page.PageFiles;
import org.checkoutbridge.page.Pages;
import org.checkoutbridge.page.Templates;
import org.checkoutbridge.standin.StandInServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every standing that a buyer can meet, and every letter, as Chromium shows them: read by axe-core, and kept as pictures. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserIT {

    private static final String LOGO = "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='36'><rect width='160' height='36' rx='6' fill='#fff'/>"
            + "<circle cx='20' cy='18' r='9' fill='#b3400d'/><text x='38' y='24' font-family='sans-serif' font-size='16' fill='#222'>Café &amp; Cía</text></svg>";
    private static final Set<String> STANDINGS = new TreeSet<>(Table.read(Path.of("config/pages/standings.csv"), "standing").rows().stream()
            .map(row -> row.get("standing")).toList());

    private Gallery gallery;
    private Browser browser;

    /** Serves what the program writes, under the addresses that it has there. */
    private static final class Gallery extends StandInServer {

        private final Map<String, Brand> brands = new HashMap<>();

        @Override
        protected Answer answer(Call call) {
            String[] path = call.path().split("/");
            Brand brand = brands.values().iterator().next();
            return switch (path[1]) {
                case "return" -> new Answer(200, "text/html; charset=utf-8", page(path[2], path[3], brand), Map.of());
                case "letter" -> new Answer(200, "text/html; charset=utf-8", letter(path[2], path[3], brand).get("html"), Map.of());
                case "pages" -> file(path[2], path.length > 3 ? path[3] : "", brand);
                default -> new Answer(404, "text/plain", "", Map.of());
            };
        }

        private static Answer file(String name, String rest, Brand brand) {
            Map<String, Object> file = new PageFiles(new Templates("config/pages", "es-AR", brand), brand).read(name + rest);
            if (file == null) {
                return new Answer(404, "text/plain", "", Map.of());
            }
            Object content = file.get("content");
            return new Answer(200, (String) file.get("type"), content instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) content, Map.of());
        }

        private static String page(String locale, String standing, Brand brand) {
            String state = standing.equals("PENDING") ? "WAITING" : Set.of("CHECKING", "FAILED", "LEFT", "CLOSED").contains(standing) ? "OPEN" : standing;
            Map<String, Object> view = new HashMap<>();
            view.put("reference", "SO-2025-004812-A1");
            view.put("state", state);
            view.put("total", new BigDecimal(locale.equals("es-CO") ? "75000" : "18450.50"));
            view.put("currency", locale.equals("es-CO") ? "COP" : "ARS");
            view.put("test", standing.equals("PARTIALLY_REFUNDED"));
            view.put("checkout_url", "https://platform.example/checkout");
            view.put("expires_at", "2026-03-01T13:00:00+00:00");
            view.put("hold_until", "2026-03-06T13:00:00+00:00");
            view.put("expired", standing.equals("CHECKING"));
            view.put("last_failed", standing.equals("FAILED"));
            view.put("payment_url", standing.equals("WAITING") ? "https://platform.example/coupon" : null);
            view.put("return_to", "https://shop.example/thanks");
            return new Pages(new Templates("config/pages", locale, brand), new Gateways(List.of()), "America/Bogota", "smtp.example", "bridge")
                    .status(view, standing.equals("LEFT") ? "left" : standing.equals("CLOSED") ? "closed" : null);
        }

        static Map<String, String> letter(String locale, String kind, Brand brand) {
            Map<String, Object> letter = new HashMap<>(Map.of("effectId", "e", "audience", kind.replaceFirst("-.*", ""), "letter", kind.replaceFirst("^[a-z]+-", ""),
                    "occurredAt", "2026-03-01T12:00:00Z", "test", kind.endsWith("refunded"), "amount", locale.equals("es-CO") ? "75000" : "18450.50",
                    "currency", locale.equals("es-CO") ? "COP" : "ARS", "operationId", "pQ4vN8sWz", "approvalNumber", "836158"));
            letter.put("method", Map.of("type", "card", "brand", "visa", "last4", "4417", "installments", 6));
            letter.put("paymentUrl", kind.endsWith("waiting") ? "https://platform.example/coupons/pQ4vN8sWz/print?with=a-long-address-that-does-not-break-anywhere" : null);
            letter.put("reason", kind.endsWith("exception") ? "second-payment" : null);
            return new Letters(new Templates("config/mail", locale, brand), new Gateways(List.of()), new LinkSigner("https://bridge.example", "a key"), "America/Bogota",
                    "pagos@shop.example", "ventas@shop.example").write(letter, Map.of(
                            "order", Map.of("orderId", "SO-2025-004812", "customer", Map.of("name", "María José Peña", "email", "mariajose.pena@example.com")),
                            "checkout", Map.of("reference", "SO-2025-004812-A1", "gateway", "sugaway", "total", "18450.50", "currency", "ARS")));
        }
    }

    @BeforeAll
    void open() throws IOException {
        gallery = new Gallery();
        browser = new Browser();
        branded("#1f4e79", "");
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        gallery.close();
    }

    private void branded(String colour, String logo) {
        gallery.brands.clear();
        gallery.brands.put("", new Brand("Café & Cía", colour, logo));
    }

    @ParameterizedTest
    @EnumSource
    void everyStandingIsFine(Look look) {
        browser.as(look);
        for (String standing : STANDINGS) {
            browser.open(gallery.url() + "/return/es-AR/" + standing).isFine("standing-" + standing.toLowerCase());
            assertThat(browser.title()).startsWith(browser.heading() + " · ");
        }
    }

    @ParameterizedTest
    @CsvSource({"es-CO, Recibimos su pago, $ 75.000 COP", "en, Your payment has arrived, '$ 18,450.50 ARS'", "es-AR, Recibimos tu pago, '$ 18.450,50 ARS'"})
    void everyLanguageIsItself(String locale, String heading, String amount) {
        browser.as(Look.PHONE_LIGHT).open(gallery.url() + "/return/" + locale + "/PAID").isFine("language-" + locale);
        assertThat(browser.heading()).isEqualTo(heading);
        assertThat(browser.text()).contains(amount);
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo(locale);
    }

    /** Whatever the merchant's colour is, what is written on it can be read, and so can the rest. */
    @ParameterizedTest
    @CsvSource({"#ffd400", "#b3400d", "#000000", "#ffffff", "#777777"})
    void everyColourCanBeRead(String colour) throws IOException {
        Path logo = Files.writeString(Path.of("target", "logo.svg"), LOGO);
        branded(colour, colour.equals("#b3400d") ? logo.toString() : "");
        for (Look look : List.of(Look.PHONE_LIGHT, Look.DESK_DARK)) {
            browser.as(look).open(gallery.url() + "/return/es-AR/FAILED").isFine("colour-" + colour.substring(1));
            browser.open(gallery.url() + "/letter/es-AR/buyer-link").isFineLetter("letter-colour-" + colour.substring(1));
        }
        branded("#1f4e79", "");
    }

    private static List<String> letters() throws IOException {
        List<String> kinds = new ArrayList<>();
        var letter = Pattern.compile("routeId: mail-((?:buyer|merchant)-\\S+)").matcher(Files.readString(Path.of("routes/effects/effects.camel.yaml")));
        while (letter.find()) {
            kinds.add(letter.group(1));
        }
        return kinds;
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_DARK", "DESK_LIGHT"})
    void everyLetterIsFine(Look look) throws IOException {
        browser.as(look);
        for (String kind : letters()) {
            browser.open(gallery.url() + "/letter/es-AR/" + kind).isFineLetter("letter-" + kind);
        }
    }

    @Test
    void aLetterIsReadableWhereItsHeadIsDropped() throws IOException {
        browser.as(Look.PHONE_LIGHT).open(gallery.url() + "/letter/es-CO/buyer-waiting");
        browser.run("document.head.querySelector('style').remove()");
        browser.isFineLetter("letter-without-head");
        assertThat(browser.text("table")).contains("Estimado(a) María José Peña");
        for (String kind : letters()) {
            for (String locale : List.of("es-AR", "es-CO", "en")) {
                assertThat(Gallery.letter(locale, kind, new Brand("Café & Cía", "#1f4e79", "")).get("html").getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60_000);
            }
        }
    }

    @Test
    void withoutScriptsThePageHasALinkThatLooksAgain() {
        browser.as(Look.PHONE_LIGHT).scripts(false).open(gallery.url() + "/return/es-AR/OPEN").shoot("standing-open-without-scripts");
        assertThat(browser.text()).contains("Mirar de nuevo", "te vamos a escribir por correo").doesNotContain("lo va a mostrar sola");
        browser.press("Mirar de nuevo");
        assertThat(browser.heading()).isEqualTo("Todavía no vemos tu pago");
        browser.scripts(true);
    }
}
