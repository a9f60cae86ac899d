package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Until somebody may sign in there is no console. */
class ConsoleOffIT extends Journey {

    @Test
    void itSaysSoAndDoesNothing() {
        String management = "http://localhost:" + world.configuration.get("bridge.management.port");
        Reply off = get(management + "/console", null);
        assertThat(off.status()).isEqualTo(403);
        assertThat(off.body()).contains("console.users");
        for (String path : List.of("/console/login", "/console/orders", "/console/orders/SO-1", "/console/flows", "/console/acts/ask")) {
            assertThat(get(management + path, null).status()).as(path).isIn(404, 405);
        }
    }

    @Test
    void withoutASearchKeyNothingIsKeptOfABuyer() {
        open();
        assertThat(value("select count(*) from buyer_key")).isEqualTo("0");
    }
}
