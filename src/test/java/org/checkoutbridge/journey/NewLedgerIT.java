package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ledger that was empty when its statements were planned. */
class NewLedgerIT extends Journey {

    private static final int MESSAGES = 100;

    @Test
    void whatCameAfterThePlansWereMadeIsFoundByAnIndex() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            references.add(open());
        }
        for (String reference : references) {
            tell(reference, platform.happen(reference, "op" + reference, "400", "card", "18450.50", at(1)));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(count("n_tup_upd")).isGreaterThanOrEqualTo(MESSAGES));
        assertThat(count("seq_tup_read")).as("messages that were looked at in vain").isLessThan(10 * MESSAGES);
    }

    private long count(String what) {
        return Long.parseLong(value("select " + what + " from pg_stat_user_tables where relname = 'webhook_inbox'"));
    }
}
