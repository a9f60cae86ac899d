package org.checkoutbridge.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of an attempt to deliver (contracts.md, "Delivered means"). */
class DeliveriesTest {

    private static final Deliveries DELIVERIES = new Deliveries("PT1S,PT10S,PT100S");
    private static final double MOST_JITTER = 1.2;

    private static Map<String, Object> effect(int attempts) {
        return Map.of("id", 7, "attempts", attempts);
    }

    private static Map<String, Object> answer(int status, String content, String retryAfter) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("status", status);
        answer.put("content", content);
        answer.put("retry_after", retryAfter);
        return answer;
    }

    private static Map<String, Object> judged(int status, String content) {
        return DELIVERIES.ofAnswer(effect(1), answer(status, content, null));
    }

    private static double waitOf(Map<String, Object> delivery) {
        return (double) delivery.get("wait_seconds");
    }

    @Nested
    class Delivered {

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", " \r\n", "{}", "[]", "{\"result\":true}", "{\"success\":true}", "{\"error\":null}", "{\"error\":false}",
            "{\"success\":null}", "{\"success\":\"no\"}", "{\"errors\":[]}", "{\"data\":{\"error\":\"x\"}}", "null", "\"ok\"", "5"})
        void twoHundredWithNothingThatSaysOtherwise(String content) {
            for (int status : new int[] {200, 201, 202, 204, 299}) {
                assertThat(judged(status, content)).containsEntry("state", "DELIVERED").containsEntry("status", status)
                        .containsEntry("error", null).containsEntry("wait_seconds", null).containsEntry("refused", false)
                        .containsEntry("pause", false).containsEntry("id", 7);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"success\":false}", "{\"error\":\"no such order\"}", "{\"error\":{}}", "{\"error\":true}", "{\"error\":\"\"}",
            "{\"error\":0}", "{\"success\":false,\"result\":true}", "{\"success\":true,\"error\":\"x\"}"})
        void notWhenTheBodySaysThatItFailed(String content) {
            assertThat(judged(200, content)).containsEntry("state", "PENDING").containsEntry("refused", false).containsEntry("pause", false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"<!doctype html><html><body>Please log in</body></html>", "OK", "{", "{}{}", "result=true"})
        void notWhenTheBodyIsNoJson(String content) {
            assertThat(judged(200, content)).containsEntry("state", "PENDING").containsEntry("refused", false).containsEntry("pause", false)
                    .containsEntry("error", "HTTP 200 that is no JSON");
        }

        @Test
        void whatWasAnsweredIsNotRepeated() {
            for (String content : new String[] {"{\"error\":\"zebra\"}", "<p>zebra</p>", "{\"success\":false,\"zebra\":1}"}) {
                assertThat(judged(200, content).get("error").toString()).doesNotContain("zebra");
                assertThat(judged(422, content).get("error").toString()).doesNotContain("zebra");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 301, 302, 307, 308, 399, 408, 425, 429, 500, 501, 502, 503, 504, 599})
    void whatMayPassIsTriedAgain(int status) {
        assertThat(judged(status, null)).containsEntry("state", "PENDING").containsEntry("refused", false).containsEntry("pause", false)
                .containsEntry("status", status).containsEntry("error", "HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aReceiverThatRefusesUsIsAnAlarmAndWaits(int status) {
        assertThat(judged(status, null)).containsEntry("state", "PENDING").containsEntry("refused", false).containsEntry("pause", true);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 405, 406, 409, 410, 411, 413, 415, 418, 422, 428, 431, 451, 499})
    void anyOtherFourHundredIsARefusal(int status) {
        assertThat(judged(status, null)).containsEntry("state", "DEAD").containsEntry("refused", true).containsEntry("pause", false)
                .containsEntry("wait_seconds", null);
    }

    @Test
    void noAnswerIsTriedAgain() {
        Map<String, Object> delivery = DELIVERIES.ofAnswer(effect(1), Map.of("sent", false, "status", 0, "error", "not reached"));
        assertThat(delivery).containsEntry("state", "PENDING").containsEntry("status", null).containsEntry("error", "not reached")
                .containsEntry("pause", false);
        assertThat(DELIVERIES.ofAnswer(effect(1), Map.of())).containsEntry("state", "PENDING");
    }

    @Test
    void anErrorIsCutToALineThatTheLedgerTakes() {
        assertThat(DELIVERIES.ofAnswer(effect(1), Map.of("error", "x".repeat(1_000))).get("error").toString()).hasSize(200);
    }

    @Nested
    class Waiting {

        @ParameterizedTest
        @CsvSource({"1, 1", "2, 10", "3, 100", "4, 100", "1000000, 100", "0, 1"})
        void theWaitsFollowTheListAndTheLastOneRepeats(int attempts, double seconds) {
            for (int i = 0; i < 50; i++) {
                assertThat(waitOf(DELIVERIES.ofAnswer(effect(attempts), answer(500, null, null)))).isBetween(seconds, seconds * MOST_JITTER);
            }
        }

        private double after(String retryAfter) {
            return waitOf(DELIVERIES.ofAnswer(effect(1), answer(503, null, retryAfter)));
        }

        @Test
        void theReceiversOwnWaitIsHonoured() {
            assertThat(after("120")).isEqualTo(120);
            assertThat(waitOf(DELIVERIES.ofAnswer(effect(1), answer(429, null, "90")))).isEqualTo(90);
            assertThat(waitOf(DELIVERIES.ofAnswer(effect(1), answer(401, null, "90")))).isEqualTo(90);
        }

        @Test
        void aLongerWaitOfOursStays() {
            assertThat(waitOf(DELIVERIES.ofAnswer(effect(3), answer(503, null, "5")))).isBetween(100.0, 100 * MOST_JITTER);
        }
    }

    @Nested
    class Commands {

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 405, 409, 410, 422})
        void whatAPlatformRefusesOrDoesNotOfferIsDoneWithAndNoAlarm(int status) {
            assertThat(DELIVERIES.ofCommand(effect(1), answer(status, null, null))).containsEntry("state", "DEAD").containsEntry("refused", false)
                    .containsEntry("pause", false).containsEntry("wait_seconds", null);
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void aPlatformThatRefusesUsIsAnAlarm(int status) {
            assertThat(DELIVERIES.ofCommand(effect(1), answer(status, null, null))).containsEntry("state", "PENDING").containsEntry("pause", true);
        }

        @Test
        void theRestIsAsForEffects() {
            assertThat(DELIVERIES.ofCommand(effect(1), answer(200, null, null))).containsEntry("state", "DELIVERED");
            assertThat(DELIVERIES.ofCommand(effect(1), answer(503, null, "60"))).containsEntry("state", "PENDING").containsEntry("wait_seconds", 60.0);
        }
    }

    @Nested
    class Mails {

        @Test
        void aMailThatTheServerTookIsDelivered() {
            assertThat(DELIVERIES.sent(effect(1))).containsEntry("state", "DELIVERED").containsEntry("status", 250).containsEntry("refused", false);
        }

        @ParameterizedTest
        @CsvSource({"0, PENDING, false, false", "421, PENDING, false, false", "450, PENDING, false, false", "452, PENDING, false, false",
            "530, PENDING, false, true", "535, PENDING, false, true", "499, PENDING, false, false", "500, DEAD, true, false", "550, DEAD, true, false", "553, DEAD, true, false", "554, DEAD, true, false"})
        void theServersCodeDecides(int code, String state, boolean refused, boolean pause) {
            Map<String, Object> delivery = DELIVERIES.unsent(effect(2), code, "SMTP " + code);
            assertThat(delivery).containsEntry("state", state).containsEntry("refused", refused).containsEntry("pause", pause);
            if (refused) {
                assertThat(delivery).containsEntry("wait_seconds", null);
            } else {
                assertThat(waitOf(delivery)).isBetween(10.0, 10 * MOST_JITTER);
            }
        }
    }
}
