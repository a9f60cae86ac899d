package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    private static List<String> found(JsonNode tree) {
        List<String> places = new ArrayList<>();
        CardNumbers.find(tree, places::add);
        return places;
    }

    private static List<String> found(String json) {
        return found(OrderDraft.json(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4507990000000010", "4507 9900 0000 0010", "4507-9900-0000-0010", "376411234531007", "3764 112345 31007",
        "Visa 4507990000000010 vence 11/29", "4507990000000010x", "n°4507990000000010", "6304000000000000", "3530111333300000",
        "4222222222222", "6304 0000 0000 0000 000"})
    void aCardNumberIsFoundInText(String text) {
        assertThat(found("{\"note\": " + Json.text(text) + "}")).containsExactly("/note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4507990000000011", "450799000010", "45079900000000100000", "SO-2025-004812", "20-30123456-3", "0000000000000000",
        "4507 9900-0000 0010", "11111111111111111111", "550e8400-e29b-41d4-a716-446655440000", "", "1155550123"})
    void whatIsNoneIsLeftAlone(String text) {
        assertThat(found("{\"note\": " + Json.text(text) + "}")).isEmpty();
    }

    @Test
    void numbersCountLikeText() {
        assertThat(found("[4507990000000010, 4507990000000010.0, 4507990000000011, 45079900000000.10]")).containsExactly("/0", "/1");
    }

    @Test
    void everyDepthIsLookedAt() {
        assertThat(found("{\"metadata\": {\"a/b\": [{\"x\": \"4507990000000010\"}]}}")).containsExactly("/metadata/a~1b/0/x");
    }

    @Test
    void fieldsThatHoldLongNumbersOfTheirOwnAreLeftApart() {
        assertThat(found("{\"orderId\": \"4507990000000010\", \"items\": [{\"sku\": \"4507990000000010\"}], "
                + "\"customer\": {\"phone\": \"4507990000000010\"}}")).isEmpty();
        assertThat(found("{\"sku\": {\"x\": \"4507990000000010\"}}")).as("but not what hides below them").containsExactly("/sku/x");
    }

    @Test
    void aCardNumberAsAFieldsNameIsFoundAndNotRepeated() {
        assertThat(found("{\"metadata\": {\"4507990000000010\": true}}")).containsExactly("/metadata");
        assertThat(found("{\"metadata\": {\"4507990000000010\": {\"pan\": \"4507990000000010\"}}}"))
                .isNotEmpty().allSatisfy(place -> assertThat(place).doesNotContain("4507990000000010"));
    }
}
