package org.checkoutbridge.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** The keys that an ERP presents to us as bearer tokens (RFC 6750). */
public final class ErpKeys {

    private static final String SCHEME = "bearer ";

    private final List<byte[]> keys;

    /** @param keys comma separated; with none, nobody is let in */
    public ErpKeys(String keys) {
        this.keys = Arrays.stream(keys.split(","))
                .map(String::trim)
                .filter(key -> !key.isEmpty())
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * As {@link #require}, for routes. The request itself is asked: among a message's headers stand the parameters of its address, too, and
     * addresses are written down everywhere.
     */
    public void admit(HttpServerRequest request) throws Problem {
        require(request.getHeader("Authorization"));
    }

    /** @throws Problem 401 unless the header presents one of the keys; takes the same time for every wrong one */
    public void require(String authorization) throws Problem {
        boolean known = false;
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            byte[] given = authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
            for (byte[] key : keys) {
                known |= MessageDigest.isEqual(key, given);
            }
        }
        if (!known) {
            throw Problem.of(401, "a valid key is required");
        }
    }
}
