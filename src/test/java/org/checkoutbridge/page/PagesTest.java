package org.checkoutbridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.payment.CheckoutState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The buyer's page, as config/pages writes it. */
class PagesTest {

    private static Pages pages(String locale) {
        return new Pages(new Templates("config/pages", locale), "America/Argentina/Buenos_Aires", "Café & Cía <Sucursal>");
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
        view.put("expired", false);
        view.put("return_to", null);
        view.put("payment_url", null);
        view.put("last_failed", false);
        return view;
    }

    private static String page(String state, String field, Object value) {
        Map<String, Object> view = view(state);
        view.put(field, value);
        return pages("en").status(view);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasItsWordsInEveryLanguage(CheckoutState state) {
        for (String locale : List.of("es-AR", "es-CO", "en")) {
            String page = pages(locale).status(view(state.name()));
            assertThat(page).contains("<html lang=\"" + locale + "\">", "SO-2025-004812-A1", locale.equals("en") ? "$ 18,450.50 ARS" : "$ 18.450,50 ARS")
                    .doesNotContain("status.", "label.", "${", "null").containsPattern("<h1>[^<]+</h1>");
        }
    }

    @Test
    void timeThatHasRunOutIsNoVerdict() {
        assertThat(page("OPEN", "expired", true)).contains("We are checking your payment").doesNotContain("https://platform.example");
        assertThat(page("PAID", "expired", true)).contains("Your payment has arrived");
    }

    @Test
    void onlyAnOpenCheckoutLeadsBackToThePlatform() {
        assertThat(page("OPEN", "last_failed", true)).contains("href=\"https://platform.example/checkout?a=1&amp;b=2\"", "was not accepted");
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
        assertThat(page).contains("href=\"" + onward + "\"", "content=\"8;url=" + onward + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATING", "CREATE_UNKNOWN", "OPEN", "IN_REVIEW", "AUTHORIZED"})
    void whileWeDoNotKnowThePageLooksAgainAndDoesNotGoOn(String state) {
        assertThat(page(state, "return_to", "https://shop.example/thanks")).contains("http-equiv=\"refresh\" content=\"5\"").doesNotContain("content=\"8;url=");
    }

    @Test
    void aPageThatIsStillAskingLooksAgainAndDoesNotGoOn() {
        Map<String, Object> view = view("OPEN");
        view.put("expired", true);
        view.put("return_to", "https://shop.example/thanks");
        assertThat(pages("en").status(view)).contains("content=\"5\"").doesNotContain("content=\"8;url=");
    }

    @Test
    void whatIsShownIsText() {
        String page = page("PAID", "reference", "<script>alert(1)</script>");
        assertThat(page).contains("&lt;script&gt;", "Café &amp; Cía &lt;Sucursal&gt;").doesNotContain("<script", "<Sucursal>");
        assertThat(page("PAID", "return_to", "https://shop.example/\"><script>")).doesNotContain("<script");
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
