package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Capabilities;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes an order one: its shape, and that everything wrong is told at once and nothing of it repeated. */
class OrderChecksTest {

    @TempDir
    Path folder;

    @Test
    void allErrorsAreToldAtOnceByPlaceAndCode() {
        assertThat(OrderDraft.example()
                .without("/orderId")
                .text("/customer/documentType", "CUIT")
                .text("/items/0/quantity", "0")
                .text("/items/1/type", "gift")
                .text("/rounding", "2.00")
                .text("/timeoutMinutes", "60")
                .text("/installments/1", "uid:")
                .text("/returnTo", "shop.example")
                .errors())
                .containsExactlyInAnyOrder("/orderId required", "/customer/identification identification", "/items/0/quantity quantity",
                        "/items/1/type enum", "/rounding rounding", "/timeoutMinutes type", "/installments/1 pattern", "/returnTo pattern");
    }

    @Test
    void whatNoTextIsDoesNotHideWhatElseIsWrong() {
        assertThat(OrderDraft.smallest().text("/customer/name", "Ana\u0007").without("/total").errors())
                .containsExactlyInAnyOrder("/customer/name control-character", "/total required");
    }

    @Test
    void thePlaceOfAnErrorIsAJsonPointer() {
        assertThat(OrderDraft.smallest().with("/metadata", "{\"a/b~c\": \"\\u0000\"}").errors())
                .containsExactly("/metadata/a~1b~0c control-character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orderId", "/currency", "/customer", "/items", "/total"})
    void whatIsRequiredIsRequired(String field) {
        assertThat(OrderDraft.smallest().without(field).errors()).containsExactly(field + " required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "5", "\"order\"", "[{}]"})
    void whatIsNoOrderIsRefusedAndDoesNotFail(String json) {
        assertThat(Json.read(OrderDraft.CHECKS.check(OrderDraft.json(json), null), OrderVerdict.class).errors()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"x\"", "true", "[]", "{}", "[[]]", "[null]"})
    void aFieldOfAnyOtherTypeIsRefusedOrHarmlessAndDoesNotFail(String json) {
        OrderDraft.example().json().fieldNames().forEachRemaining(field -> OrderDraft.example().with("/" + field, json).check());
        OrderDraft.example().json().get("customer").fieldNames()
                .forEachRemaining(field -> OrderDraft.example().with("/customer/" + field, json).check());
        OrderDraft.example().json().at("/items/0").fieldNames()
                .forEachRemaining(field -> OrderDraft.example().with("/items/0/" + field, json).check());
    }

    /** What comes in must not come out: each wrong value carries a mark that no message may repeat. */
    @Test
    void noMessageRepeatsAValue() {
        String mark = "4ZEBRA4";
        Stream.of("/orderId", "/gateway", "/currency", "/customer", "/customer/name", "/customer/email", "/customer/documentType",
                "/customer/identification", "/customer/phone", "/items", "/items/0", "/items/0/type", "/items/0/quantity", "/items/0/unitPrice",
                "/items/0/total", "/items/0/taxRate", "/shipping", "/discount", "/rounding", "/total", "/timeoutMinutes", "/webhooksType",
                "/sources", "/sources/0", "/installments", "/installments/0", "/returnTo", "/metadata").forEach(place -> {
            for (String value : new String[] {mark, mark + "\u0001", "-" + mark + " <@>", mark.repeat(400)}) {
                OrderVerdict verdict = OrderDraft.example().text(place, value).check();
                assertThat(verdict.errors().toString() + verdict.warnings()).as(place).doesNotContain(mark);
                assertThat(verdict.errors()).extracting(OrderError::message).as(place).allSatisfy(message -> assertThat(message).isNotBlank());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO-1", "a", "A.b_c-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void anOrderIdIsShortAndPlain(String id) {
        assertThat(OrderDraft.smallest().text("/orderId", id).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "SO 1", "SO/1", "SO-1\n", "Ñ", "..%2f", "01234567890123456789012345678901234567890123456789012345678901234"})
    void anyOtherOrderIdIsRefused(String id) {
        assertThat(OrderDraft.smallest().text("/orderId", id).errors()).singleElement().asString().startsWith("/orderId ");
    }

    @ParameterizedTest
    @CsvSource({"1, ", "60, ", "525600, ", "0, minimum", "-5, minimum", "1.5, type", "'\"60\"', type", "true, type", "525601, maximum", "null, type"})
    void theTimeoutIsAWholeNumberOfMinutes(String timeout, String code) {
        OrderDraft order = OrderDraft.smallest().with("/timeoutMinutes", timeout);
        if (code == null) {
            assertThat(order.errors()).isEmpty();
        } else {
            assertThat(order.errors()).containsExactly("/timeoutMinutes " + code);
        }
    }

    /** The platform takes an integer and nothing that only equals one. */
    @ParameterizedTest
    @ValueSource(strings = {"60", "60.0", "6e1", "60.000"})
    void theTimeoutIsAnIntegerHoweverItWasWritten(String timeout) {
        OrderVerdict verdict = OrderDraft.smallest().with("/timeoutMinutes", timeout).check();
        assertThat(verdict.errors()).isEmpty();
        assertThat(Json.text(verdict.order().get("timeoutMinutes"))).isEqualTo("60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "final", "intermediateAndFinal", "none"})
    void theFourKindsOfWebhooksAreKnown(String type) {
        assertThat(OrderDraft.smallest().text("/webhooksType", type).errors()).isEmpty();
        assertThat(OrderDraft.smallest().text("/webhooksType", type.toUpperCase(Locale.ROOT)).errors())
                .containsExactly("/webhooksType enum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ahora_12", "-ahora_12", "-5KQ0ZR5M2KXV7LBT40", "+uid:xpdhremog7", "+uid:a-b_c"})
    void planFiltersFollowThePlatformsGrammar(String filter) {
        assertThat(OrderDraft.smallest().with("/installments", "[" + Json.text(filter) + "]").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--1", "+1", "+uid:", "uid:x", "+uid:a b", "ahora 12", "-ahora/12", "+UID:x", "1\n"})
    void anyOtherPlanFilterIsRefused(String filter) {
        assertThat(OrderDraft.smallest().with("/installments", "[\"1\", " + Json.text(filter) + "]").errors())
                .singleElement().asString().startsWith("/installments/1 ");
    }

    @Test
    void aSubscriptionNamesWhatItIsFor() {
        assertThat(OrderDraft.example().without("/items/1/reference").errors()).containsExactly("/items/1/reference required");
        assertThat(OrderDraft.example().without("/items/1/total").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example/caf.jpg", "caf.jpg", "data:image/png;base64,AAAA", "https://", "https://shop.example/a b.jpg",
        "javascript:alert(1)", "https://shop.example/\"><script>"})
    void anImageThatIsNotHttpsIsLeftOutWithAWarning(String image) {
        OrderVerdict verdict = OrderDraft.example().text("/items/0/image", image).check();
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).extracting(OrderError::path, OrderError::code).containsExactly(tuple("/items/0/image", "image"));
        assertThat(verdict.order().at("/items/0/image").isMissingNode()).isTrue();
    }

    @Test
    void aFieldThatWeDoNotKnowIsAWarning() {
        OrderVerdict verdict = OrderDraft.smallest().with("/timeout", "5").check();
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).extracting(OrderError::path, OrderError::code)
                .containsExactly(tuple("/timeout", "unknown-field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0007b", "\u001b[31m", "two\nlines", "\u0085", "\ud800", "x\udfffy"})
    void controlCharactersAndHalvesOfCharactersAreRefusedEverywhere(String text) {
        for (String place : new String[] {"/orderId", "/customer/name", "/items/0/description", "/returnTo"}) {
            assertThat(OrderDraft.example().text(place, text).errors()).as(place).contains(place + " control-character");
        }
    }

    @Test
    void onlyANoteMayHaveLines() {
        assertThat(OrderDraft.smallest().with("/metadata", "{\"note\": \"two\\nlines\\tand a tab\"}").errors()).isEmpty();
        assertThat(OrderDraft.smallest().with("/metadata", "{\"note\": \"\\u0000\"}").errors())
                .containsExactly("/metadata/note control-character");
    }

    /** A number that is longer is not even counted with; nesting that is deeper has no room in the program's own documents. */
    @ParameterizedTest
    @CsvSource({"40, 32, ", "41, 32, /metadata/n number", "40, 33, ' depth'"})
    void aNumberHasFortyDigitsAndAnOrderThirtyTwoLevelsAtMost(int digits, int levels, String error) {
        String within = "[".repeat(levels - 2) + "]".repeat(levels - 2);
        for (String number : new String[] {"7".repeat(digits), "1e" + digits, "1e-" + digits, "-0." + "7".repeat(digits)}) {
            assertThat(OrderDraft.smallest().with("/metadata", "{\"n\": " + number + ", \"deep\": [" + within + "]}").errors())
                    .as(number).isEqualTo(error == null ? List.of() : List.of(error));
        }
    }

    /** Pago Seguro's orders say how much of them is IVA; shipping has a rate of its own, or the usual one. */
    @ParameterizedTest
    @CsvSource({"0, 12000.00, 20000.00, 3800.00", ", 0.00, 30084.03, 5715.97"})
    void aPlatformThatWantsTheTaxGetsIt(BigDecimal shippingRate, String exempt, String base, String tax) {
        Gateway shipped = ConfiguredGateways.shipped("pagoseguro");
        Capabilities needs = shipped.capabilities();
        Gateway gateway = new Gateway("pagoseguro", shipped.folder(), shipped.currencies(), 20, 60, "all", false, false, shipped.couponHold(),
                shipped.authorizationHold(), new Capabilities(true, false, needs.unansweredHold(), true, true, needs.charsets(), true,
                        needs.taxRate(), shippingRate, ""));
        Map<String, Object> verdict = new OrderChecks("config/schemas/order.schema.json", new Gateways(List.of(gateway)), "pagoseguro")
                .check(OrderDraft.andes("COP", "35800.00").text("/gateway", "pagoseguro").with("/items/0/total", "23800")
                        .with("/shipping", "12000").json(), null);
        JsonNode split = Json.node(verdict.get("order")).path("taxSplit");
        assertThat(Stream.of("exempt", "base", "tax").map(part -> split.path(part).asText())).containsExactly(exempt, base, tax);
    }

    @Test
    void cardNumbersAreRefusedWhereverTheyStand() {
        assertThat(OrderDraft.smallest().text("/customer/name", "Ana 4507 9900 0000 0010").errors()).containsExactly("/customer/name card-number");
        assertThat(OrderDraft.smallest().with("/metadata", "{\"pan\": 4507990000000010}").errors()).containsExactly("/metadata/pan card-number");
        assertThat(OrderDraft.example().text("/items/0/sku", "4507990000000010").errors()).isEmpty();
    }

    @Test
    void whatIsAcceptedIsInOneFormWithNothingLeftOpen() {
        OrderVerdict verdict = OrderDraft.smallest().check();
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.order()).isEqualTo(OrderDraft.json("""
                {
                  "orderId": "SO-1", "gateway": "sugaway", "currency": "ARS",
                  "customer": {"name": "Ana", "email": "ana@example.com", "identification": "30123456"},
                  "items": [{"type": "product", "description": "Café", "total": "10.00"}],
                  "total": "10.00", "timeoutMinutes": 60, "webhooksType": "all"
                }"""));
        assertThat(OrderDraft.andes("COP", "1").check().order().at("/timeoutMinutes").intValue()).as("of its own gateway").isEqualTo(30);
    }

    @Test
    void whatWasSentIsNotTouched() {
        OrderDraft order = OrderDraft.example().text("/items/0/image", "http://shop.example/caf.jpg");
        String before = Json.text(order.json());
        order.check();
        assertThat(Json.text(order.json())).isEqualTo(before);
    }

    @Test
    void theSameContentHasTheSameHashHoweverItWasWritten() {
        OrderVerdict asText = OrderDraft.example().check();
        OrderVerdict asNumbers = OrderDraft.example().with("/total", "18450.5").with("/shipping", "3201.740").with("/items/0/quantity", "2.0")
                .with("/items/0/unitPrice", "762438e-2").without("/gateway").with("/timeoutMinutes", "60").check();
        assertThat(asNumbers.contentHash()).isEqualTo(asText.contentHash()).matches("[0-9a-f]{64}");
        assertThat(OrderDraft.example().text("/items/0/description", "Té").check().contentHash()).isNotEqualTo(asText.contentHash());
    }

    @Test
    void aRefusedOrderHasNoHash() {
        assertThat(OrderDraft.smallest().text("/total", "11.00").check().contentHash()).isNull();
    }

    @Test
    void aSchemaThatIsNoneStopsTheStartByItsName() throws IOException {
        Path broken = Files.writeString(folder.resolve("order.schema.json"), "{\"type\": ");
        assertThatThrownBy(() -> new OrderChecks(broken.toString(), ConfiguredGateways.all(), "sugaway"))
                .hasMessageContaining(broken.toString());
        for (String rule : List.of("\"pattern\": \"(\"", "\"$ref\": \"#/$defs/none\"")) {
            Path wrong = Files.writeString(folder.resolve("wrong.schema.json"), "{\"properties\": {\"returnTo\": {" + rule + "}}}");
            assertThatThrownBy(() -> new OrderChecks(wrong.toString(), ConfiguredGateways.all(), "sugaway"))
                    .as("in a place that no order has come to yet").hasMessageContaining(wrong.toString());
        }
        assertThatThrownBy(() -> new OrderChecks(folder.resolve("none.json").toString(), ConfiguredGateways.all(), "sugaway"))
                .hasMessageContaining("none.json");
    }
}
