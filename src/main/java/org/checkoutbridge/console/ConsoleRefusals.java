package org.checkoutbridge.console;

/** The refusals of the console that routes decide on, by name. */
public final class ConsoleRefusals {

    public void missing() throws Refusal {
        throw new Refusal(404, "missing");
    }

    /** The state machine does not allow it now, or somebody else has done it. */
    public void notNow() throws Refusal {
        throw new Refusal(409, "not-now");
    }

    /** An act needs a reason, without people's data in it. */
    public void noReason() throws Refusal {
        throw new Refusal(422, "no-reason");
    }
}
