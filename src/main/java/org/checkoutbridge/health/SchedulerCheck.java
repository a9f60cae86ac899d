package org.checkoutbridge.health;

import java.util.Map;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** Ready only while Quartz runs: without it nothing is reconciled. */
public final class SchedulerCheck extends AbstractHealthCheck {

    public SchedulerCheck() {
        super("checkout-bridge", "scheduler");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        Scheduler scheduler = getCamelContext().getComponent("quartz", QuartzComponent.class).getScheduler();
        try {
            boolean runs = scheduler != null && scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
            result.state(runs ? State.UP : State.DOWN);
        } catch (SchedulerException e) {
            result.message("Quartz does not answer").down();
        }
    }
}
