package org.checkoutbridge.http;

import java.util.List;

/** The refusals that routes decide on, by name. */
public final class Refusals {

    /** Seconds after which a request that could not be served now may be worth another try. */
    private static final int RETRY_AFTER_SECONDS = 5;

    public void conflict(String why) throws Problem {
        throw Problem.of(409, why);
    }

    public void notFound() throws Problem {
        throw Problem.of(404, "there is no such thing");
    }

    public void wrongOrder(List<?> errors) throws Problem {
        throw Problem.withErrors(422, "the order is refused", errors);
    }

    public void forgedLink() throws Problem {
        throw Problem.of(401, "the link is not one of ours");
    }

    public void later(String why) throws Problem {
        throw Problem.later(why, RETRY_AFTER_SECONDS);
    }
}
