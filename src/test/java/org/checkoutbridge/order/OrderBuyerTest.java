package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who buys: said in the order, or known to the customer table. */
class OrderBuyerTest {

    private static OrderDraft onlyAnId() {
        return OrderDraft.smallest().with("/customer", "{\"id\": \"C-481\"}");
    }

    private static Map<String, Object> known() {
        Map<String, Object> known = new HashMap<>();
        known.put("name", "María José Peña");
        known.put("email", "mariajose.pena@example.com");
        known.put("documentType", "DNI");
        known.put("identification", "30123456");
        known.put("phone", null);
        return known;
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "identification"})
    void whatThePlatformNeedsOfABuyerIsRequired(String field) {
        assertThat(OrderDraft.smallest().without("/customer/" + field).errors()).containsExactly("/customer/" + field + " required");
        assertThat(OrderDraft.smallest().with("/customer/" + field, "\"\"").errors())
                .singleElement().asString().startsWith("/customer/" + field + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ana@", "@example.com", "ana@example", "ana@example.", "ana b@example.com", "ana@example.com,eva@example.com",
        "Ana <ana@example.com>", "ana@example.com\\nBcc: eva@example.com", "ana@@example.com"})
    void whatIsNoMailAddressIsRefused(String email) {
        assertThat(OrderDraft.smallest().with("/customer/email", "\"" + email + "\"").errors())
                .isNotEmpty().allMatch(error -> error.startsWith("/customer/email "));
    }

    @Test
    void aNameOfBlanksIsNone() {
        assertThat(OrderDraft.smallest().text("/customer/name", "   ").errors()).containsExactly("/customer/name pattern");
    }

    @ParameterizedTest
    @CsvSource({"DNI, 30123456", "DNI, 30.123.456", "CUIT, 20-30123456-3", "CUIL, 20301234563", "CC, 1020304050", "CE, E123456",
        "NIT, 800197268-4", "NIT, 800.197.268-4", "NIT, 800197268", "PP, AAB123456", "TI, 1020304050", ", 30123456"})
    void documentsOfTheRightShapeAreTaken(String type, String number) {
        assertThat(document(type, number).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DNI, 3012345678", "CUIT, 20-30123456-4", "CUIL, 2030123456", "CC, 0123", "CE, 12", "NIT, 800197268-5", "PP, A", "TI, ABC", ", 12#456"})
    void aDocumentOfAnotherShapeOrWithAWrongCheckDigitIsRefused(String type, String number) {
        assertThat(document(type, number).check().errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/customer/identification");
            assertThat(error.code()).isEqualTo("identification");
            assertThat(error.message()).doesNotContain(number);
        });
    }

    private static OrderDraft document(String type, String number) {
        OrderDraft order = OrderDraft.smallest().text("/customer/identification", number);
        return type == null ? order : order.text("/customer/documentType", type);
    }

    @Test
    void anUnknownKindOfDocumentIsRefusedOnce() {
        assertThat(document("LE", "x").errors()).containsExactly("/customer/documentType enum");
    }

    @Test
    void aBuyerWhoIsOnlyAnIdIsLookedUp() {
        assertThat(OrderChecks.customerToLookUp(onlyAnId().json())).isEqualTo("C-481");
        assertThat(OrderChecks.customerToLookUp(OrderDraft.example().json())).as("all is said").isNull();
        assertThat(OrderChecks.customerToLookUp(OrderDraft.smallest().without("/customer/email").json())).as("no id").isNull();
        assertThat(OrderChecks.customerToLookUp(OrderDraft.smallest().with("/customer", "[]").json())).isNull();
        assertThat(OrderChecks.customerToLookUp(OrderDraft.json("[]"))).isNull();
        assertThat(OrderChecks.customerToLookUp(OrderDraft.json("{\"customer\":{\"id\":\"C\\u0000\"}}"))).as("no text").isNull();
    }

    @Test
    void whatTheTableKnowsFillsInWhatTheOrderLeavesOut() {
        OrderVerdict verdict = onlyAnId().text("/customer/name", "Ana").check(known());
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.order().at("/customer/name").textValue()).as("what the order says wins").isEqualTo("Ana");
        assertThat(verdict.order().at("/customer/email").textValue()).isEqualTo("mariajose.pena@example.com");
        assertThat(verdict.order().at("/customer/phone").isMissingNode()).isTrue();
    }

    @Test
    void aBuyerWhomTheTableDoesNotKnowIsRefusedByTheId() {
        assertThat(onlyAnId().errors()).containsExactly("/customer/id unknown-customer");
        Map<String, Object> half = known();
        half.remove("email");
        assertThat(onlyAnId().check(half).errors()).extracting(OrderError::code).containsExactly("unknown-customer");
    }

    @Test
    void aTableThatLearnsDoesNotChangeAnOrder() {
        Map<String, Object> moved = known();
        moved.put("email", "other@example.com");
        assertThat(onlyAnId().check(moved).contentHash()).isEqualTo(onlyAnId().check(known()).contentHash());
    }
}
