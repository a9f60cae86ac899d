package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an order is written does not change what it says; and what hides in writing is refused. */
class OrderNotationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/shipping         | \"0.00\"",
        "/discount         | 0",
        "/rounding         | \"0\"",
        "/items/0/type     | \"product\"",
        "/total            | 10",
        "/items/0/total    | \"10\""})
    void whatChangesNothingIsTheSameOrder(String place, String json) {
        assertThat(OrderDraft.smallest().with(place, json).check().contentHash())
                .isNotNull().isEqualTo(OrderDraft.smallest().check().contentHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "\"21.0\"", "21.00"})
    void aTaxRateIsTheSameHoweverItIsWritten(String json) {
        assertThat(OrderDraft.example().with("/items/0/taxRate", json).check().contentHash())
                .isNotNull().isEqualTo(OrderDraft.example().check().contentHash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/items/0/type        | \"service\"",
        "/items/0/description | \"Té\"",
        "/items/0/taxRate     | \"21\"",
        "/timeoutMinutes      | 61",
        "/metadata            | {\"note\":\"x\"}"})
    void whatChangesSomethingIsAnotherOrder(String place, String json) {
        assertThat(OrderDraft.smallest().with(place, json).check().contentHash())
                .isNotNull().isNotEqualTo(OrderDraft.smallest().check().contentHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\\u0000b\":1}", "{\"4507990000000010\":1}", "{\"4507990000000010\":\"\\u0000\"}", "{\"\\ud800\":1}"})
    void aFieldsNameHasToBeOneAndIsNotRepeated(String metadata) {
        assertThat(OrderDraft.smallest().with("/metadata", metadata).errors()).isNotEmpty()
                .allSatisfy(error -> assertThat(error).startsWith("/metadata "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO-1\u2028", "SO-1\u2029", "SO-1\n"})
    void anIdEndsWhereItEnds(String id) {
        assertThat(OrderDraft.smallest().text("/orderId", id).errors()).contains("/orderId control-character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", " \u2003 ", "Ana\u202e"})
    void aNameCanBeReadAsItIsWritten(String name) {
        assertThat(OrderDraft.smallest().text("/customer/name", name).errors()).hasSize(1);
    }

    /** To the last character of each kind, and no further. */
    @Test
    void whatTurnsTheWritingAroundIsNoText() {
        for (int c : new int[] {0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xDBFF, 0xDC00, 0xDFFF}) {
            assertThat(OrderDraft.smallest().text("/customer/name", "Ana " + (char) c).errors())
                    .as("U+%04X", c).containsExactly("/customer/name control-character");
        }
        for (int c : new int[] {0x2027, 0x202F, 0x2065, 0x206A, 0xD7FF, 0xE000}) {
            assertThat(OrderDraft.smallest().text("/customer/name", "Ana " + (char) c).errors()).as("U+%04X", c).isEmpty();
        }
    }

    @Test
    void aNoteMayHaveSeveralLines() {
        assertThat(OrderDraft.smallest().with("/metadata", "{\"note\":\"one\\ntwo\"}").errors()).isEmpty();
    }
}
