package org.checkoutbridge.effect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.payment.Waits;

/**
 * What became of an attempt to deliver an effect, and when to try again (contracts.md, "Delivered means"). Never given up while
 * the receiver is unreachable or refuses us; dead at once when it refuses the effect.
 */
public final class Deliveries {

    private static final double JITTER = 0.2;
    private static final int MAX_ERROR_LENGTH = 200;

    private final Waits retry;

    /** @param retry waits between attempts */
    public Deliveries(String retry) {
        this.retry = Waits.of(retry);
    }

    /**
     * @param effect the claimed row; its attempts count this one
     * @param answer status (0 when there was none), content, retry_after (in seconds), error
     * @return id, state, status, error, wait_seconds; refused: the effect is; pause: the receiver refuses us
     */
    public Map<String, Object> ofAnswer(Map<String, Object> effect, Map<String, Object> answer) {
        int status = ((Number) answer.getOrDefault("status", 0)).intValue();
        String trouble = answer.get("error") != null ? answer.get("error").toString() : trouble(status, (String) answer.get("content"));
        if (trouble == null) {
            return delivery(effect, "DELIVERED", status, null, null);
        }
        boolean pause = status == 401 || status == 403 || status == 404;
        boolean refused = status >= 400 && status < 500 && !pause && status != 408 && status != 425 && status != 429;
        Map<String, Object> delivery = delivery(effect, refused ? "DEAD" : "PENDING", status, trouble,
                refused ? null : wait(effect, (String) answer.get("retry_after")));
        delivery.put("refused", refused);
        delivery.put("pause", pause);
        return delivery;
    }

    /**
     * As {@link #ofAnswer}, for a command to a platform: what the platform refuses, or does not offer, is done with, and no alarm.
     */
    public Map<String, Object> ofCommand(Map<String, Object> effect, Map<String, Object> answer) {
        Map<String, Object> delivery = ofAnswer(effect, answer);
        boolean done = Boolean.TRUE.equals(delivery.get("refused")) || Integer.valueOf(404).equals(delivery.get("status"));
        if (done) {
            delivery.put("state", "DEAD");
            delivery.put("wait_seconds", null);
            delivery.put("pause", false);
        }
        delivery.put("refused", false);
        return delivery;
    }

    /** A mail that the server took. */
    public Map<String, Object> sent(Map<String, Object> effect) {
        return delivery(effect, "DELIVERED", 250, null, null);
    }

    /**
     * A mail that could not be sent.
     *
     * @param replyCode the server's (RFC 5321), 0 when there was none; 5xx means that no try will ever succeed
     */
    public Map<String, Object> unsent(Map<String, Object> effect, int replyCode, String error) {
        boolean refused = replyCode >= 500 && replyCode != 530 && replyCode != 535;
        Map<String, Object> delivery =
                delivery(effect, refused ? "DEAD" : "PENDING", replyCode, error, refused ? null : wait(effect, null));
        delivery.put("refused", refused);
        delivery.put("pause", replyCode == 530 || replyCode == 535);
        return delivery;
    }

    private static Map<String, Object> delivery(Map<String, Object> effect, String state, int status, String error, Double waitSeconds) {
        Map<String, Object> delivery = new LinkedHashMap<>();
        delivery.put("id", effect.get("id"));
        delivery.put("state", state);
        delivery.put("status", status == 0 ? null : status);
        delivery.put("error", error == null || error.length() <= MAX_ERROR_LENGTH ? error : error.substring(0, MAX_ERROR_LENGTH));
        delivery.put("wait_seconds", waitSeconds);
        delivery.put("refused", false);
        delivery.put("pause", false);
        return delivery;
    }

    /** Why an answer does not mean "done", or null. Says nothing of what was in it. */
    private static String trouble(int status, String content) {
        if (status < 200 || status > 299) {
            return "HTTP " + status;
        }
        if (content == null || content.isBlank()) {
            return null;
        }
        try {
            JsonNode answer = Json.tree(content);
            boolean failed = answer.hasNonNull("error") && !answer.get("error").equals(com.fasterxml.jackson.databind.node.BooleanNode.FALSE)
                    || answer.path("success").isBoolean() && !answer.path("success").booleanValue();
            return failed ? "HTTP " + status + " that says it failed" : null;
        } catch (IOException e) {
            return "HTTP " + status + " that is no JSON";
        }
    }

    private double wait(Map<String, Object> effect, String retryAfter) {
        int tried = ((Number) effect.get("attempts")).intValue();
        Duration wait = retry.after(Math.max(0, tried - 1));
        double seconds = wait.toMillis() / 1000.0 * (1 + JITTER * ThreadLocalRandom.current().nextDouble());
        return Math.max(seconds, retryAfter(retryAfter).toMillis() / 1000.0);
    }

    private static Duration retryAfter(String seconds) {
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
    }
}
