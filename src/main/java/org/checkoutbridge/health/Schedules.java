package org.checkoutbridge.health;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.CronExpression;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Quartz has planned, held to what is written in the routes. */
public final class Schedules implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.background");

    /** Replicas whose clocks differ by less leave each other's plans alone; a smaller step back delays what is due by no more than itself. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private CamelContext context;

    /** Plans anew whatever waits for longer than until the next time that its cron names: a clock was ahead, and has been put back. */
    public void keep() throws SchedulerException, ParseException {
        Scheduler scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            if (scheduler.getTrigger(key) instanceof CronTrigger trigger && waitsTooLong(trigger)) {
                LOG.warn("{} would have waited until {}: the clock was put back, or another replica's is ahead. It is planned anew.",
                        key.getName(), trigger.getNextFireTime().toInstant());
                scheduler.rescheduleJob(key, trigger.getTriggerBuilder().startNow().build());
            }
        }
    }

    private static boolean waitsTooLong(CronTrigger trigger) throws ParseException {
        CronExpression cron = new CronExpression(trigger.getCronExpression());
        cron.setTimeZone(trigger.getTimeZone());
        Date due = cron.getNextValidTimeAfter(Date.from(Instant.now().plus(TOLERANCE)));
        Date planned = trigger.getNextFireTime();
        return planned != null && due != null && planned.after(due);
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
