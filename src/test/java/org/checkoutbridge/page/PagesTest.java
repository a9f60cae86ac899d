package org.checkoutbridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.payment.CheckoutState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buyer's page, as config/pages writes it. */
class PagesTest {

    static final Brand BRAND = new Brand("Café & Cía <Sucursal>", "#1f4e79", "");

    private static Pages pages(String locale) {
        return new Pages(new Templates("config/pages", locale, BRAND), new Gateways(List.of()), "America/Argentina/Buenos_Aires", "smtp.example", "bridge");
    }

    private static Map<String, Object> view(String state) {
        Map<String, Object> view = new HashMap<>();
        view.put("reference", "SO-2025-004812-A1");
        view.put("gateway", "sugaway");
        view.put("erp_order_id", "SO-2025-004812");
        view.put("state", state);
        view.put("total", new BigDecimal("18450.5000"));
        view.put("currency", "ARS");
        view.put("test", false);
        view.put("checkout_url", "https://platform.example/checkout?a=1&b=2");
        view.put("expires_at", "2026-03-01T13:00:00+00:00");
        view.put("hold_until", null);
        view.put("expired", false);
        view.put("return_to", null);
        view.put("payment_url", "WAITING".equals(state) ? "https://platform.example/coupon" : null);
        view.put("last_failed", false);
        return view;
    }

    private static String page(String state, String field, Object value) {
        Map<String, Object> view = view(state);
        view.put(field, value);
        return pages("en").status(view, null);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasItsWordsInEveryLanguage(CheckoutState state) {
        for (String locale : List.of("es-AR", "es-CO", "en")) {
            String page = pages(locale).status(view(state.name()), null);
            assertThat(page).contains("<html lang=\"" + locale + "\">", "SO-2025-004812-A1", locale.equals("en") ? "$ 18,450.50 ARS" : "$ 18.450,50 ARS")
                    .doesNotContain("status.open", "status.paid", "label.", "${", "null").containsPattern("<h1[^>]*>[^<]+</h1>");
        }
    }

    @Test
    void timeThatHasRunOutIsNoVerdict() {
        assertThat(page("OPEN", "expired", true)).contains("We are checking your payment").doesNotContain("https://platform.example");
        assertThat(page("PAID", "expired", true)).contains("Your payment has arrived");
    }

    @Test
    void onlyAnOpenCheckoutLeadsBackToThePlatform() {
        assertThat(page("OPEN", "last_failed", true)).contains("href=\"https://platform.example/checkout?a=1&amp;b=2\"", "was not accepted", "try again");
        for (String state : List.of("PAID", "EXPIRED", "WAITING", "REJECTED", "CANCELLED", "SUPERSEDED")) {
            assertThat(page(state, "last_failed", true)).as(state).doesNotContain("https://platform.example/checkout", "was not accepted");
        }
    }

    @Test
    void aCouponIsShownWhileItWaits() {
        assertThat(page("WAITING", "payment_url", "https://platform.example/coupon")).contains("href=\"https://platform.example/coupon\"");
        assertThat(page("PAID", "payment_url", "https://platform.example/coupon")).doesNotContain("https://platform.example/coupon");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/thanks, https://shop.example/thanks?reference=SO-2025-004812-A1&amp;state=PAID",
        "https://shop.example/thanks?order=1, https://shop.example/thanks?order=1&amp;reference=SO-2025-004812-A1&amp;state=PAID",
        "https://shop.example/#/thanks, https://shop.example/?reference=SO-2025-004812-A1&amp;state=PAID#/thanks",
        "https://shop.example/t?a=1#x?y, https://shop.example/t?a=1&amp;reference=SO-2025-004812-A1&amp;state=PAID#x?y"})
    void theBuyerGoesOnWithWhatWeKnow(String returnTo, String onward) {
        String page = page("PAID", "return_to", returnTo);
        assertThat(page).contains("href=\"" + onward + "\"", "data-target=\"" + onward + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATING", "CREATE_UNKNOWN", "OPEN", "IN_REVIEW", "AUTHORIZED"})
    void whileWeDoNotKnowThePageLooksAgainAndDoesNotGoOn(String state) {
        assertThat(page(state, "return_to", "https://shop.example/thanks")).containsPattern("data-every=\"[1-9]").contains("href=\"\"", "href=\"https://shop.example/thanks")
                .doesNotContain("data-onward");
    }

    @Test
    void aPageThatIsStillAskingLooksAgainAndDoesNotGoOn() {
        Map<String, Object> view = view("OPEN");
        view.put("expired", true);
        view.put("return_to", "https://shop.example/thanks");
        assertThat(pages("en").status(view, null)).containsPattern("data-every=\"[1-9]").doesNotContain("data-onward");
    }

    /** A hint chooses between words that are true anyway; it never makes a payment of nothing, and never hides one. */
    @ParameterizedTest
    @CsvSource({"OPEN, left, You have not paid yet", "OPEN, closed, The payment page has closed", "OPEN, paid, We do not see your payment yet",
        "PAID, left, Your payment has arrived", "WAITING, closed, Your order waits for your payment", "EXPIRED, left, The time to pay has run out"})
    void howTheBuyerCameBackIsAHintOnly(String state, String hint, String title) {
        assertThat(pages("en").status(view(state), hint)).contains("<title>" + title + " · ");
    }

    @Test
    void aRefusedAttemptIsSaidWhateverTheHint() {
        Map<String, Object> view = view("OPEN");
        view.put("last_failed", true);
        assertThat(pages("en").status(view, "left")).contains("Your payment was not accepted", "href=\"https://platform.example/checkout");
        view.put("expired", true);
        assertThat(pages("en").status(view, null)).contains("We are checking your payment").doesNotContain("https://platform.example");
    }

    @ParameterizedTest
    @CsvSource({"smtp.example, bridge, true", "'', bridge, false", "smtp.example, platform, false", "smtp.example, erp, false"})
    void aMailIsPromisedOnlyWhereOneIsSent(String host, String policy, boolean promised) {
        Pages pages = new Pages(new Templates("config/pages", "en", BRAND), new Gateways(List.of()), "America/Bogota", host, policy);
        assertThat(pages.status(view("PAID"), null).contains("by mail")).isEqualTo(promised);
        assertThat(pages.status(view("OPEN"), null).contains("by mail")).isEqualTo(promised);
        assertThat(pages.status(view("REJECTED"), null)).doesNotContain("by mail");
    }

    /** One bridge, two countries: a platform's buyers are written to in their own way. */
    @Test
    void aPlatformMayHaveALanguageOfItsOwn() {
        Gateway colombian = Gateway.of("andes", Path.of("."), key -> switch (key) {
            case "locale" -> "es-CO";
            case "reference-length", "timeout-minutes" -> "20";
            default -> "";
        });
        Pages pages = new Pages(new Templates("config/pages", "es-AR", BRAND), new Gateways(List.of(ConfiguredGateways.sugaway(), colombian)),
                "America/Bogota", "smtp.example", "bridge");
        assertThat(pages.status(view("PAID"), null)).contains("<html lang=\"es-AR\">", "Recibimos tu pago");
        Map<String, Object> theirs = view("PAID");
        theirs.put("gateway", "andes");
        assertThat(pages.status(theirs, null)).contains("<html lang=\"es-CO\">", "Recibimos su pago");
    }

    @Test
    void whereThereIsNothingToPayWithThePlatformIsBusy() {
        assertThat(page("WAITING", "payment_url", null)).contains("Your payment is on its way", "data-every=\"5\"").doesNotContain("coupon");
    }

    @Test
    void aWaitingPageSaysHowLongTheOrderIsHeld() {
        assertThat(page("WAITING", "hold_until", "2026-03-06T13:00:00+00:00")).contains("6 March 2026");
        assertThat(page("PAID", "hold_until", "2026-03-06T13:00:00+00:00")).doesNotContain("6 March 2026");
    }

    @ParameterizedTest
    @EnumSource
    void aPageIsSmallAndBringsNoStyleAndNoScriptOfItsOwn(CheckoutState state) {
        assertThat(pages("es-AR").status(view(state.name()), null)).hasSizeLessThan(8_000).doesNotContain("<style", "style=", " onclick", "javascript:")
                .doesNotContainPattern("<script[^>]*>[^<]").contains("<link rel=\"stylesheet\" href=\"../../pages/style.css\">");
    }

    @Test
    void whatIsShownIsText() {
        String page = page("PAID", "reference", "<script>alert(1)</script>");
        assertThat(page).contains("&lt;script&gt;", "Café &amp; Cía &lt;Sucursal&gt;").doesNotContain("<script>", "<Sucursal>");
        assertThat(page("PAID", "return_to", "https://shop.example/\"><script>")).doesNotContain("<script>");
        assertThat(page("WAITING", "payment_url", "https://x/\" onmouseover=\"alert(1)")).doesNotContain("\" onmouseover");
    }

    @Test
    void playMoneyIsCalledSo() {
        assertThat(page("PAID", "test", true)).contains("no money moves");
        assertThat(page("PAID", "test", false)).doesNotContain("no money moves");
    }

    @Test
    void noSearchEngineKeepsThePage() {
        assertThat(page("PAID", "test", false)).contains("<meta name=\"robots\" content=\"noindex\">");
    }
}
