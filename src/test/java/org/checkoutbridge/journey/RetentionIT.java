package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.impl.matchers.GroupMatcher;

/** What has been kept long enough goes; what a person may still need stays. */
class RetentionIT extends Journey {

    @Test
    void messagesGoWhenTheirTimeIsOver() throws Exception {
        sql("""
                insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, received_at, processed_at, verdict)
                select 'sugaway', 'OLD-' || g, 'application/json', '{}', 'old ' || g, now() - interval '91 days',
                  now() - interval '91 days', case when g <= 5 then 'quarantined' else 'applied' end
                from generate_series(1, 5005) g""");
        sql("""
                insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, received_at, processed_at, verdict)
                values ('sugaway', 'YOUNG', 'application/json', '{}', 'young', now() - interval '89 days', now() - interval '89 days', 'applied')""");

        Scheduler scheduler = world.bridge.context().getComponent("quartz", QuartzComponent.class).getScheduler();
        JobKey purge = scheduler.getJobKeys(GroupMatcher.anyGroup()).stream()
                .filter(job -> job.getName().equals("purge-old")).findFirst().orElseThrow();
        scheduler.triggerJob(purge);

        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select count(*) from webhook_inbox where processed_at < now() - interval '90 days' and verdict <> 'quarantined'")).isEqualTo("0"));
        assertThat(value("select count(*) from webhook_inbox where reference like 'OLD-%'")).as("quarantined: for a person").isEqualTo("5");
        assertThat(value("select count(*) from webhook_inbox where reference = 'YOUNG'")).isEqualTo("1");
    }
}
