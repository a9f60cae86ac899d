package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.checkoutbridge.document.Corpus;
import org.checkoutbridge.runtime.JqEngine;
import org.checkoutbridge.webhook.WebhookBody;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept samples, replayed: a message of any platform is translated, or cannot be read as documented; it is never a crash or a wait. */
class MessageCorpusTest {

    private static final String SUGAWAY = "config/gateways/sugaway/";

    private final Shop shop = new Shop("pagoseguro", Shop.pagoSeguro());

    static List<Corpus.Sample> samples() {
        return Corpus.of("webhook-translator");
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void aMessageIsTranslatedOrCannotBeRead(Corpus.Sample sample) {
        Object message;
        try {
            message = WebhookBody.read(sample.is("json") ? "application/json" : "application/x-www-form-urlencoded", sample.bytes());
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageMatching("[a-zA-Z0-9' ,-]{1,80}");
            return;
        }
        Map<?, ?> translation = (Map<?, ?>) JqEngine.run(SUGAWAY + "webhook-to-event.jq", message);
        assertThat(translation.get("verdict")).isIn("expiry", "group", "operation", "unreadable", "unknown-type");
        Map<?, ?> event = (Map<?, ?>) JqEngine.run(SUGAWAY + "operation-to-event.jq", JqEngine.run(".data // {}", message));
        assertThat(event.get("event")).isEqualTo("operation");
        assertThat(shop.translate(message).get("verdict")).as("nothing here is signed").isNotEqualTo("operation");
    }
}
