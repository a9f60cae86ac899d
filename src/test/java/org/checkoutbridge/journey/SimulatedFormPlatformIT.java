package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkoutbridge.standin.ShopStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The simulated Pago Seguro by itself, as a shop and a browser without scripts meet it: forms signed here, by a recipe written here
 * (../domain/pagoseguro.md, sections 2.3 and 2.5), with the dossier's invented account, and a shop that is told what came of them.
 */
class SimulatedFormPlatformIT extends SandboxTour {

    private static final String ACCOUNT = "700123456";
    private static final String API_KEY = "11111111-2222-4333-8444-555555555555";
    private static final String CHECKOUT = "/pagoseguro/pagosegurocanal/public/checkoutpay";

    /** The dossier's first payload, byte for byte, but for the address at its end. */
    private static final String FIRST_PAYLOAD = "key=700123456&txnid=SO-000123&amount=75000&productinfo=Pedido+SO-000123&firstname=Ana+Gomez"
            + "&email=ana.gomez%40example.com&hash=774ba49bcb11f96238edf50fb74daed706f2b413b623ef41dca1c3bdb34895c5475308843a4de9164d0a6341990cf22c"
            + "2b4de994400a9785a21dd01a5e923f53&udf1=%2Fpayment%2Fprocess&url_response=https%3A%2F%2Fshop.example%2Fpagoseguro%2Freturn%2F2f9c1e7b8a";

    private static final AtomicInteger ORDERS = new AtomicInteger();

    private final ShopStandIn shop = new ShopStandIn();

    @BeforeAll
    void itsAccountIsOpened() {
        await().atMost(SOON).until(() -> post(CHECKOUT, FIRST_PAYLOAD).statusCode() == 200);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @BeforeEach
    void asUsual() {
        set(Map.ofEntries(Map.entry("return_profile", "R"), Map.entry("return_mode", ""), Map.entry("confirm_profile", "R"),
                Map.entry("confirm_timing", "before-return"), Map.entry("confirm_fault", "none"), Map.entry("notify_pending", "false"),
                Map.entry("charset", "UTF8"), Map.entry("strict", "false"), Map.entry("lenient_amount", "false"), Map.entry("nit", "false"),
                Map.entry("active", "true"), Map.entry("mails", "none"), Map.entry("return_url", ""), Map.entry("confirm_url", shop.url() + "/confirm"),
                Map.entry("api_key", API_KEY)));
    }

    // ---- the form

    @Test
    void theDossiersFormOpensTheHostedPage() {
        HttpResponse<String> page = post(CHECKOUT, FIRST_PAYLOAD);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("SO-000123", "75000 COP", "Sandbox Shop").doesNotContain("<script>");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(post(CHECKOUT + "/" + ACCOUNT, FIRST_PAYLOAD).statusCode()).as("the account in the path").isEqualTo(200);
        assertThat(post(CHECKOUT, FIRST_PAYLOAD.replace("shop.example%2F", "other.example%2F")).statusCode())
                .as("the return address is not signed").isEqualTo(200);
        assertThat(post(CHECKOUT, FIRST_PAYLOAD.replace("774ba49b", "774BA49B")).statusCode()).isEqualTo(200);
    }

    static Stream<String[]> refusals() {
        return Stream.of(
                new String[] {"05: a hash of nothing", "401", "SIM-401-HASH", FIRST_PAYLOAD.replaceAll("hash=[0-9a-f]+", "hash=" + "0".repeat(128))},
                new String[] {"06: another amount", "401", "SIM-401-HASH", FIRST_PAYLOAD.replace("amount=75000", "amount=750")},
                new String[] {"zeros at the end of the amount", "401", "SIM-401-HASH", FIRST_PAYLOAD.replace("amount=75000", "amount=75000.00")},
                new String[] {"08: no e-mail", "422", "SIM-422-MISSING", FIRST_PAYLOAD.replaceAll("&email=[^&]+", "")},
                new String[] {"no way back", "422", "SIM-422-MISSING", FIRST_PAYLOAD.replaceAll("&url_response=.+", "")},
                new String[] {"09: too long", "422", "SIM-422-FORMAT", FIRST_PAYLOAD.replace("txnid=SO-000123", "txnid=SO-0000000000000000123")},
                new String[] {"10: a grouped amount", "422", "SIM-422-FORMAT", FIRST_PAYLOAD.replace("amount=75000", "amount=75.000%2C00")},
                new String[] {"another account", "401", "SIM-401-ACCOUNT", FIRST_PAYLOAD.replace("key=700123456", "key=700123457")},
                new String[] {"a field twice", "400", "SIM-400-FORM", FIRST_PAYLOAD + "&amount=750"},
                new String[] {"04: another charset", "400", "SIM-400-FORM", FIRST_PAYLOAD.replace("Ana", "%CD%F1igo")},
                new String[] {"a zero byte", "400", "SIM-400-FORM", FIRST_PAYLOAD.replace("Ana", "%00")},
                new String[] {"nothing", "422", "SIM-422-MISSING", ""},
                new String[] {"too large", "400", "SIM-400-FORM", FIRST_PAYLOAD + "&x=" + "y".repeat(65_536)});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aFormThatIsWrongIsRefusedAndLeadsNowhere(String what, int status, String code, String body) {
        HttpResponse<String> page = post(CHECKOUT, body);
        assertThat(page.statusCode()).as(what).isEqualTo(status);
        assertThat(page.body()).contains(code).contains("role=\"alert\"").doesNotContain("<form", "shop.example");
        assertThat(sandbox.log()).contains("refused a form: " + code);
    }

    @Test
    void whatIsNoFormIsRefusedByAPage() {
        HttpResponse<String> page = send(HttpRequest.newBuilder(at(CHECKOUT)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("SIM-400-FORM");
        assertThat(post(CHECKOUT + "/700123457", FIRST_PAYLOAD).body()).as("another account in the path").contains("SIM-401-ACCOUNT");
        set(Map.of("active", "false"));
        assertThat(post(CHECKOUT, FIRST_PAYLOAD).body()).as("an account that is not active").contains("SIM-401-ACCOUNT");
    }

    @Test
    void aPipeInTheTextIsTakenAsThePlatformWould() {
        Map<String, String> form = form(newReference(), "75000");
        form.put("productinfo", "A|B");
        assertThat(open(form, StandardCharsets.UTF_8).html()).contains("A|B");
    }

    @Test
    void secretsMayBeChangedAndAmountsBeReadAsNumbers() {
        set(Map.of("api_key", "22222222-2222-4333-8444-555555555555," + API_KEY, "lenient_amount", "true"));
        Map<String, String> form = form(newReference(), "90000.1");
        form.put("hash", requestHash(form, StandardCharsets.UTF_8));
        form.put("amount", "90000.10");
        assertThat(post(CHECKOUT, encoded(form, StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
    }

    // ---- paying, and going back

    @Test
    void aCardIsApprovedTheShopIsToldAndTheBuyerGoesBack() {
        Map<String, String> form = form(newReference(), "119000.5");
        form.put("productinfo", "Café molido 500 g");
        form.put("firstname", "Íñigo Peña & \"Gómez\" <b>");
        HostedPage page = open(form, StandardCharsets.UTF_8);
        assertThat(page.html()).contains("&lt;b&gt;").doesNotContain("<b>");
        HostedPage result = pay(page.form("/pay"));

        String reference = form.get("txnid");
        assertThat(shop.confirmations(reference)).as("before the buyer sees it").hasSize(1);
        Map<String, String> confirmed = ShopStandIn.fields(shop.confirmations(reference).get(0));
        assertThat(confirmed).containsOnlyKeys("mihpayid", "mode", "status", "key", "txnid", "amount", "productinfo", "firstname", "email", "udf1",
                "bank_ref_num", "error", "error_Message", "addedon", "hash");
        assertThat(confirmed).containsEntry("status", "success").containsEntry("mode", "CC").containsEntry("amount", "119000.5")
                .containsEntry("firstname", form.get("firstname")).containsEntry("hash", reverseHash(confirmed, StandardCharsets.UTF_8));
        assertThat(confirmed.get("mihpayid")).matches("[0-9]{8}");
        assertThat(confirmed.get("bank_ref_num")).matches("[0-9]{6}");

        assertThat(result.html()).contains(confirmed.get("bank_ref_num"), reference, "Aprobada", "ending in 1111");
        HostedPage.Form back = result.form("/return/" + reference);
        assertThat(back.fields()).containsEntry("hash", confirmed.get("hash")).containsEntry("mihpayid", confirmed.get("mihpayid"));
        assertThat(send(back.submitted()).statusCode()).isEqualTo(200);

        JsonNode told = told(reference).path("transactions").get(0);
        assertThat(told.path("state").asText()).isEqualTo("approved");
        assertThat(told.path("deliveries").findValuesAsText("kind")).containsExactlyInAnyOrder("confirmation", "return");
        JsonNode answer = told.path("deliveries").get(0).path("answers").get(0);
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("body").asText()).isEqualTo("OK");
        assertThat(told.toString()).doesNotContain("4111111111111111");
        assertThat(get("/pagoseguro/_sim").body()).contains(reference);
    }

    /** A browser with scripts goes back by itself: the page names the form and the wait, and the one script of all pages sends it. */
    @Test
    void theResponsePageGoesBackByItself() {
        HttpResponse<String> result = payRaw(open(form(newReference(), "75000")).form("/pay"));
        assertThat(result.body()).contains("<form id=\"return\"", "data-onward=\"5\" data-form=\"return\"", "<script src=\"/pages/follow.js\" defer></script>")
                .doesNotContain("<script>");
        assertThat(result.headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'");
    }

    @Test
    void aCardThatIsDeclinedMayBeFollowedByOneThatIsNot() {
        Map<String, String> form = form(newReference(), "75000");
        HostedPage declined = pay(open(form).form("/pay").with("holder", "Rechazado"));
        assertThat(declined.html()).contains("Rechazada").doesNotContain("Approval number");
        Matcher again = Pattern.compile("href=\"(" + CHECKOUT + "/[a-z0-9]+)\"").matcher(declined.html());
        assertThat(again.find()).isTrue();
        HostedPage once = new HostedPage(at(again.group(1)), get(again.group(1)).body());
        assertThat(once.html()).contains("What happened so far");
        pay(once.form("/pay"));

        List<Map<String, String>> told = shop.confirmations(form.get("txnid")).stream().map(ShopStandIn::fields).toList();
        assertThat(told).extracting(message -> message.get("status")).containsExactly("failure", "success");
        assertThat(told.get(0)).containsEntry("error", "E002").containsEntry("bank_ref_num", "").containsEntry("hash", reverseHash(told.get(0), StandardCharsets.UTF_8));
        assertThat(Long.parseLong(told.get(0).get("mihpayid"))).isLessThan(Long.parseLong(told.get(1).get("mihpayid")));

        HttpResponse<String> more = post(CHECKOUT, signed(form, StandardCharsets.UTF_8));
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("SIM-409-REFERENCE");
        assertThat(get(again.group(1)).body()).contains("is paid").doesNotContain("<form");
    }

    @Test
    void ofTwoWhoPayAtOnceOneDoes() {
        Map<String, String> form = form(newReference(), "75000");
        List<HostedPage.Form> forms = List.of(open(form).form("/pay"), open(form).form("/pay"));
        forms.stream().map(each -> CompletableFuture.supplyAsync(() -> send(each.submitted()))).toList().forEach(CompletableFuture::join);
        assertThat(told(form.get("txnid")).path("transactions")).hasSize(1);
    }

    @Test
    void whoCancelsHasNotPaidAndMayComeBack() {
        Map<String, String> form = form(newReference(), "75000");
        HostedPage page = open(form);
        HostedPage result = follow(send(page.form("/cancel").submitted()));
        assertThat(result.form("/return/" + form.get("txnid")).fields()).containsEntry("status", "failure").containsEntry("error", "E000");
        pay(page.form("/pay"));
        assertThat(statuses(form)).containsExactly("failure", "success");
    }

    @Test
    void whatIsFilledInWronglyIsSaidOnThePage() {
        Map<String, String> form = form(newReference(), "75000");
        HostedPage.Form filled = open(form).form("/pay").with("number", "4111111111111112").with("holder", "<b>\"x\"</b>").with("phone", "12")
                .with("cvv", "1234567").with("documentType", "NIT").with("instalments", "37").with("expiration", "11/20");
        HttpResponse<String> page = send(filled.submitted());
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("The card number is not valid.", "7 or 10 digits.", "1 to 36 instalments.", "kind of document", "security code has",
                "a month that is not over", "role=\"alert\"", "&lt;b&gt;").doesNotContain("<b>\"x", "4111111111111112", "1234567");
        assertThat(told(form.get("txnid")).path("transactions")).isEmpty();

        HttpResponse<String> pse = send(open(form).form("/pay").with("method", "pse").with("bank", "No Bank").with("number", "").submitted());
        assertThat(pse.statusCode()).isEqualTo(422);
        assertThat(pse.body()).contains("Choose a bank.").doesNotContain("The card number");
    }

    @ParameterizedTest
    @CsvSource({"PENDIENTE, pending, pending", "VENCIDO, expired, expired", "ERROR, error, error", "APROBADO, approved, success"})
    void theCardholderDecides(String holder, String state, String word) {
        set(Map.of("notify_pending", "true"));
        Map<String, String> form = form(newReference(), "75001");
        pay(open(form).form("/pay").with("holder", holder));
        assertThat(told(form.get("txnid")).path("transactions").get(0).path("state").asText()).isEqualTo(state);
        assertThat(statuses(form)).containsExactly(word);
    }

    @ParameterizedTest
    @CsvSource({"75001, declined", "75002, pending", "75003, pending", "75004, 'approved,approved'", "75000, approved", "0.01, declined"})
    void theAmountDecides(String amount, String states) {
        Map<String, String> form = form(newReference(), amount);
        pay(open(form).form("/pay"));
        assertThat(told(form.get("txnid")).path("transactions").findValuesAsText("state")).filteredOn(state -> !state.isEmpty())
                .as("of transactions and messages").containsAll(List.of(states.split(",")));
        assertThat(told(form.get("txnid")).path("transactions")).hasSize(states.split(",").length);
    }

    @Test
    void aScenarioMayBeAssignedToAReference() {
        Map<String, String> form = form(newReference(), "75000");
        assertThat(post("/pagoseguro/_sim/scenarios", "reference=" + form.get("txnid") + "&scenario=no-funds").statusCode()).isEqualTo(303);
        pay(open(form).form("/pay").with("holder", "APROBADO"));
        assertThat(statuses(form)).containsExactly("failure");
        post("/pagoseguro/_sim/scenarios", "reference=" + form.get("txnid") + "&scenario=");
        pay(open(form).form("/pay"));
        assertThat(statuses(form)).containsExactly("failure", "success");
    }

    // ---- later

    @Test
    void aBankThatWaitsApprovesLaterAndOnlyTheConfirmationSaysSo() {
        Map<String, String> form = form(newReference(), "75000");
        HostedPage result = pay(open(form).form("/pay").with("method", "pse").with("bank", "Banco Pendiente"));
        assertThat(result.html()).contains("Do not pay again", "CUS ").doesNotContain("Approval number");
        assertThat(result.form("/return/" + form.get("txnid")).fields()).containsEntry("status", "pending").containsEntry("mode", "PSE")
                .containsEntry("bank_ref_num", "");
        assertThat(shop.confirmations(form.get("txnid"))).as("of what is pending nothing is confirmed").isEmpty();

        advance(20);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(form)).containsExactly("success"));
        Map<String, String> confirmed = ShopStandIn.fields(shop.confirmations(form.get("txnid")).get(0));
        assertThat(confirmed).containsEntry("hash", reverseHash(confirmed, StandardCharsets.UTF_8));
        assertThat(confirmed.get("bank_ref_num")).isNotEmpty();
    }

    @Test
    void aPersonMayDecideAndDecideOtherwiseLater() {
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay").with("holder", "PENDIENTE"));
        String id = told(form.get("txnid")).path("transactions").get(0).path("id").asText();
        assertThat(post("/pagoseguro/_sim/transactions/" + id + "/approved", "").statusCode()).isEqualTo(303);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(form)).containsExactly("success"));
        post("/pagoseguro/_sim/transactions/" + id + "/declined", "");
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(form)).containsExactly("success", "failure"));
        assertThat(post("/pagoseguro/_sim/transactions/" + id + "/lost", "").statusCode()).isEqualTo(404);
    }

    // ---- confirmations

    @Test
    void aConfirmationIsRepeatedUntilItIsAnsweredWith200() {
        Map<String, String> form = form(newReference(), "75000");
        AtomicInteger status = new AtomicInteger(500);
        shop.answer(form.get("txnid"), status::get);
        pay(open(form).form("/pay"));
        assertThat(shop.confirmations(form.get("txnid"))).hasSize(1);
        status.set(204);
        advance(30);
        await().atMost(SOON).untilAsserted(() -> assertThat(shop.confirmations(form.get("txnid"))).as("204 is not 200").hasSize(2));
        status.set(200);
        awaitAnswers(form, 500, 204);
        advance(180);
        awaitAnswers(form, 500, 204, 200);
        assertThat(shop.confirmations(form.get("txnid"))).as("the same text each time").hasSize(3).containsOnly(shop.confirmations(form.get("txnid")).get(0));

        String delivery = told(form.get("txnid")).path("transactions").get(0).path("deliveries").get(0).path("id").asText();
        post("/pagoseguro/_sim/deliveries/" + delivery + "/repeat", "");
        awaitAnswers(form, 500, 204, 200, 200);
    }

    @Test
    void afterFourAttemptsItIsGivenUp() {
        Map<String, String> form = form(newReference(), "75000");
        shop.answer(form.get("txnid"), () -> 503);
        pay(open(form).form("/pay"));
        awaitAnswers(form, 503);
        advance(30);
        awaitAnswers(form, 503, 503);
        advance(180);
        awaitAnswers(form, 503, 503, 503);
        advance(1440);
        awaitAnswers(form, 503, 503, 503, 503);
        assertThat(told(form.get("txnid")).path("transactions").get(0).path("deliveries").get(0).path("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void aShopThatDoesNotAnswerIsWrittenDownAsSuch() {
        set(Map.of("confirm_url", "http://localhost:1/confirm"));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay"));
        awaitAnswers(form, 0);
    }

    @Test
    void aConfirmationMayWaitForTheReturnOrForLongOrNeverCome() {
        set(Map.of("confirm_timing", "after-return"));
        Map<String, String> after = form(newReference(), "75000");
        HttpResponse<String> paid = send(open(after).form("/pay").submitted());
        set(Map.of("confirm_timing", "delayed"));
        Map<String, String> delayed = form(newReference(), "75000");
        pay(open(delayed).form("/pay"));
        set(Map.of("confirm_timing", "never"));
        Map<String, String> never = form(newReference(), "75000");
        pay(open(never).form("/pay"));
        assertThat(shop.confirmations(after.get("txnid"))).isEmpty();
        follow(paid);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(after)).containsExactly("success"));
        assertThat(shop.confirmations(delayed.get("txnid"))).isEmpty();
        advance(10);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(delayed)).containsExactly("success"));
        assertThat(shop.confirmations(never.get("txnid"))).isEmpty();
        assertThat(told(never.get("txnid")).path("transactions").get(0).path("deliveries").findValuesAsText("kind")).containsExactly("return");
    }

    @Test
    void aPendingStateMayBeConfirmedBeforeTheFinalOne() {
        set(Map.of("confirm_timing", "pending-then-final"));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay"));
        assertThat(statuses(form)).containsExactly("pending");
        advance(10);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(form)).containsExactly("pending", "success"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate", "concurrent"})
    void aConfirmationMayComeTwice(String fault) {
        set(Map.of("confirm_fault", fault));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay"));
        await().atMost(SOON).untilAsserted(() -> assertThat(shop.confirmations(form.get("txnid"))).hasSize(2));
        assertThat(shop.confirmations(form.get("txnid")).get(0)).isEqualTo(shop.confirmations(form.get("txnid")).get(1));
    }

    @Test
    void confirmationsMayComeInTheWrongOrder() {
        set(Map.of("confirm_fault", "reordered"));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay"));
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(form)).containsExactly("success", "pending"));
    }

    @Test
    void aConfirmationMayBeWrong() {
        Map<String, String> wrongSignature = payWith("wrong-signature");
        assertThat(wrongSignature).containsEntry("status", "success");
        assertThat(wrongSignature.get("hash")).isNotEqualTo(reverseHash(wrongSignature, StandardCharsets.UTF_8)).hasSize(128);
        Map<String, String> wrongAmount = payWith("wrong-amount");
        assertThat(wrongAmount).containsEntry("amount", "37500").containsEntry("hash", reverseHash(wrongAmount, StandardCharsets.UTF_8));

        Map<String, String> form = form(newReference(), "75000");
        set(Map.of("confirm_fault", "unknown-reference"));
        pay(open(form).form("/pay"));
        String id = told(form.get("txnid")).path("transactions").get(0).path("id").asText();
        Map<String, String> unknown = ShopStandIn.fields(shop.confirmations("mihpayid=" + id).get(0));
        assertThat(unknown).containsEntry("hash", reverseHash(unknown, StandardCharsets.UTF_8)).doesNotContainEntry("txnid", form.get("txnid"));

        set(Map.of("confirm_fault", "truncated"));
        Map<String, String> cut = form(newReference(), "75000");
        pay(open(cut).form("/pay"));
        assertThat(shop.confirmations(cut.get("txnid")).get(0)).doesNotContain("hash=");
    }

    private Map<String, String> payWith(String fault) {
        set(Map.of("confirm_fault", fault));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay"));
        return ShopStandIn.fields(shop.confirmations(form.get("txnid")).get(0));
    }

    // ---- the other profiles and charsets

    @Test
    void theLegacyProfileComesByQueryAndItsSignatureIsThatOfTheForm() {
        set(Map.of("return_profile", "L", "confirm_profile", "L"));
        Map<String, String> form = form(newReference(), "75000");
        form.put("url_response", shop.url() + "/return?id_order=5");
        HttpResponse<String> result = payRaw(open(form).form("/pay"));
        String link = link(new HostedPage(result.uri(), result.body()));
        assertThat(link).startsWith(shop.url() + "/return?id_order=5&orderReference=");
        assertThat(result.headers().firstValue("Refresh")).contains("5; url=" + link);
        assertThat(result.body()).doesNotContain("<script>");
        Map<String, String> back = ShopStandIn.fields(URI.create(link).getRawQuery());
        assertThat(back).containsEntry("status", "22").containsEntry("value", "75000").containsEntry("sign", requestHash(form, StandardCharsets.UTF_8));
        assertThat(ShopStandIn.fields(shop.confirmations(form.get("txnid")).get(0))).containsEntry("sign", back.get("sign")).containsEntry("status", "22");

        set(Map.of("return_mode", "form-post"));
        Map<String, String> declined = form(newReference(), "75000");
        HostedPage.Form posted = pay(open(declined).form("/pay").with("holder", "RECHAZADO")).form("/return/" + declined.get("txnid"));
        assertThat(posted.fields()).containsEntry("status", "17").containsOnlyKeys("orderReference", "value", "product", "customerFullName",
                "customerEmail", "status", "sign");
    }

    @Test
    void theBareProfileSaysNothing() {
        set(Map.of("return_profile", "B", "confirm_profile", "off", "return_url", shop.url() + "/return/default"));
        Map<String, String> form = form(newReference(), "75000");
        form.remove("url_response");
        HostedPage result = pay(open(form).form("/pay"));
        assertThat(link(result)).isEqualTo(shop.url() + "/return/default");
        assertThat(shop.confirmations(form.get("txnid"))).isEmpty();
    }

    @Test
    void aShopMaySpeakLatin1() {
        set(Map.of("charset", "LATIN1"));
        Map<String, String> form = form(newReference(), "119000");
        form.put("firstname", "Íñigo Peña Gómez");
        HostedPage result = pay(open(form, StandardCharsets.ISO_8859_1).form("/pay"));
        assertThat(result.html()).contains("accept-charset=\"ISO-8859-1\"");
        Map<String, String> confirmed = ShopStandIn.fields(shop.confirmations(form.get("txnid")).get(0), StandardCharsets.ISO_8859_1);
        assertThat(confirmed).containsEntry("firstname", "Íñigo Peña Gómez").containsEntry("hash", reverseHash(confirmed, StandardCharsets.ISO_8859_1));

        set(Map.of("charset", "UTF8", "confirm_fault", "latin-1"));
        Map<String, String> other = form(newReference(), "119000");
        other.put("firstname", "Peña");
        pay(open(other).form("/pay"));
        assertThat(shop.confirmations(other.get("txnid")).get(0)).contains("firstname=Pe%F1a");
    }

    @Test
    void thePlatformMayWriteToBuyerAndMerchant() {
        Map<String, String> silent = form(newReference(), "75000");
        pay(open(silent).form("/pay"));
        set(Map.of("mails", "both"));
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay").with("holder", "RECHAZADO"));
        pay(open(form).form("/pay").with("method", "pse").with("bank", "Banco Pendiente"));
        advance(20);
        for (String reader : List.of("ana.gomez@example.com", "merchant@shop.example")) {
            await().atMost(SOON).untilAsserted(() -> assertThat(mails(reader, form)).extracting(mail -> mail.path("subject").asText()).containsExactly(
                    "Transacción rechazada: " + form.get("txnid"), "Transacción en proceso: " + form.get("txnid"), "Transacción aprobada: " + form.get("txnid")));
        }
        String approval = told(form.get("txnid")).path("transactions").get(1).path("approval_number").asText();
        assertThat(mails("ana.gomez@example.com", form).get(2).path("text").asText()).contains(approval, "75000 COP", "NIT 900123456-8", "CUS ", "-05:00");
        assertThat(mails("merchant@shop.example", form).get(1).path("text").asText()).contains("ana.gomez@example.com", "CC 1020304050").doesNotContain(approval);

        set(Map.of("mails", "late"));
        Map<String, String> late = form(newReference(), "75000");
        pay(open(late).form("/pay"));
        set(Map.of("mails", "buyer"));
        Map<String, String> buyer = form(newReference(), "75000");
        pay(open(buyer).form("/pay"));
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("ana.gomez@example.com", buyer)).hasSize(1));
        assertThat(mails("merchant@shop.example", buyer)).isEmpty();
        assertThat(mails("ana.gomez@example.com", late)).isEmpty();
        advance(30);
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("ana.gomez@example.com", late)).hasSize(1));
        assertThat(mails("ana.gomez@example.com", silent)).isEmpty();
    }

    @Test
    void aStrictPlatformTakesAReferenceOnce() {
        Map<String, String> form = form(newReference(), "75000");
        pay(open(form).form("/pay").with("holder", "RECHAZADO"));
        set(Map.of("strict", "true"));
        assertThat(post(CHECKOUT, signed(form, StandardCharsets.UTF_8)).statusCode()).isEqualTo(409);
    }

    @Test
    void nothingIsKnownUnderOtherAddresses() {
        for (String path : List.of(CHECKOUT + "/nothing", CHECKOUT + "/nothing/result")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(post(CHECKOUT + "/nothing/pay", "method=card").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(URI.create(sandbox.url() + CHECKOUT)).build()).statusCode()).as("the public port").isIn(404, 405);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theLogOfAllThisIsQuiet() {
        assertThat(sandbox.stop()).isZero();
        assertThat(sandbox.log().lines().filter(line -> line.matches(".*\\b(WARN|ERROR|FATAL)\\b.*|\\tat .*|SLF4J.*"))).isEmpty();
        assertThat(sandbox.log()).doesNotContain(API_KEY, "Gomez", "Gómez", "ana.gomez", "4111111111111111", "hash=");
    }

    // ---- the recipes, once more

    private Map<String, String> form(String reference, String amount) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("key", ACCOUNT);
        form.put("txnid", reference);
        form.put("amount", amount);
        form.put("productinfo", "Pedido " + reference);
        form.put("firstname", "Ana Gomez");
        form.put("email", "ana.gomez@example.com");
        form.put("udf1", "/payment/process");
        form.put("url_response", shop.url() + "/return/" + reference);
        return form;
    }

    private static String newReference() {
        return "SIM-%06d".formatted(ORDERS.incrementAndGet());
    }

    private static String requestHash(Map<String, String> form, Charset charset) {
        return sha512(Stream.of("key", "txnid", "amount", "productinfo", "firstname", "email").map(form::get).collect(Collectors.joining("|"))
                + "|/payment/process||||||||||" + API_KEY, charset);
    }

    private static String reverseHash(Map<String, String> message, Charset charset) {
        return sha512(API_KEY + "|" + message.get("status") + "||||||||||" + Stream.of("udf1", "email", "firstname", "productinfo", "amount", "txnid", "key")
                .map(message::get).collect(Collectors.joining("|")), charset);
    }

    private static String sha512(String text, Charset charset) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(charset)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(Map<String, String> form, Charset charset) {
        Map<String, String> whole = new LinkedHashMap<>(form);
        whole.put("hash", requestHash(form, charset));
        return encoded(whole, charset);
    }

    private static String encoded(Map<String, String> form, Charset charset) {
        return form.entrySet().stream().map(field -> URLEncoder.encode(field.getKey(), charset) + "=" + URLEncoder.encode(field.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    // ---- the browser

    private HostedPage open(Map<String, String> form) {
        return open(form, StandardCharsets.UTF_8);
    }

    /** The hosted page that a signed form leads to. */
    private HostedPage open(Map<String, String> form, Charset charset) {
        HttpResponse<String> page = post(CHECKOUT, signed(form, charset));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return new HostedPage(page.uri(), page.body());
    }

    /** The response page. */
    private static HostedPage pay(HostedPage.Form form) {
        return follow(send(form.submitted()));
    }

    private static HttpResponse<String> payRaw(HostedPage.Form form) {
        return send(HttpRequest.newBuilder(location(send(form.submitted()))).build());
    }

    private static HostedPage follow(HttpResponse<String> answer) {
        HttpResponse<String> page = send(HttpRequest.newBuilder(location(answer)).build());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return new HostedPage(page.uri(), page.body());
    }

    /** Where "Back to the shop" leads without a form. */
    private static String link(HostedPage page) {
        Matcher link = Pattern.compile("<a href=\"([^\"]*)\">Back to the shop").matcher(page.html());
        assertThat(link.find()).as(page.html()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    // ---- the desk

    private void set(Map<String, String> settings) {
        HttpResponse<String> set = post("/pagoseguro/_sim/accounts/" + ACCOUNT, encoded(settings, StandardCharsets.UTF_8));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(303);
    }

    private void advance(int minutes) {
        assertThat(post("/pagoseguro/_sim/clock", "minutes=" + minutes).statusCode()).isEqualTo(303);
    }

    private JsonNode told(String reference) {
        return json(get("/pagoseguro/_sim/references/" + reference));
    }

    /** What somebody was written about a payment. */
    private List<JsonNode> mails(String to, Map<String, String> form) {
        return mails(to, form.get("txnid"));
    }

    /** What was answered to the confirmations of a payment. */
    private void awaitAnswers(Map<String, String> form, Integer... statuses) {
        await().atMost(SOON).untilAsserted(() -> {
            List<Integer> answered = new ArrayList<>();
            told(form.get("txnid")).path("transactions").get(0).path("deliveries").forEach(delivery ->
                    delivery.path("answers").forEach(answer -> answered.add(answer.path("status").asInt())));
            assertThat(answered).containsExactly(statuses);
        });
    }

    /** The states that the shop was told, in order. */
    private List<String> statuses(Map<String, String> form) {
        return shop.confirmations(form.get("txnid")).stream().map(body -> ShopStandIn.fields(body).get("status")).toList();
    }

    // ---- the wire
}
