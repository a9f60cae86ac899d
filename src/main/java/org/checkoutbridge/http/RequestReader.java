package org.checkoutbridge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the raw body of a request. {@code platform-http} would turn a form into headers and drop its text, and its limit on size
 * is one for all routes.
 */
public final class RequestReader {

    /** On the wire it is ASCII, whatever is said of its charset: in what its texts are encoded is for its reader to find out. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private final long patienceMillis;

    /** @param patienceMillis how long a body may take to arrive, in milliseconds */
    public RequestReader(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /**
     * The body's bytes. Call it on a worker thread: it waits for them.
     *
     * @param contentType what the request says of it; parameters are ignored, a charset other than UTF-8 is refused
     * @param mediaTypes what is accepted, comma separated
     * @param maxBytes more is refused, while it is still being read
     * @throws Problem 415, 413, or 400 when it cannot be read off the wire
     */
    public byte[] read(HttpServerRequest request, String contentType, String mediaTypes, int maxBytes) throws Problem {
        try {
            requireMediaType(request, contentType, List.of(mediaTypes.split(",")));
            requireLength(request, maxBytes);
            return collect(request, maxBytes).get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : Problem.of(400, "the body could not be read");
        } catch (TimeoutException e) {
            throw Problem.of(400, "the body did not arrive in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.later("the bridge is stopping", 5);
        } finally {
            forget(request);
        }
    }

    /**
     * What a buyer's browser brings: the form that it posts, else what the address asks. Null when it brings nothing, or what no platform
     * sends: no form, compressed, broken off, larger than {@code maxBytes}. Whoever comes back is shown a page all the same.
     *
     * @throws Problem 503 when the bridge is stopping: what is brought may be true, and is to be brought again
     */
    public byte[] brought(HttpServerRequest request, String contentType, int maxBytes) throws Problem {
        byte[] brought = posted(request, contentType, maxBytes);
        if (brought.length == 0 && request.query() != null) {
            brought = request.query().getBytes(StandardCharsets.UTF_8);
        }
        forget(request);
        return brought.length == 0 || brought.length > maxBytes ? null : brought;
    }

    private byte[] posted(HttpServerRequest request, String contentType, int maxBytes) throws Problem {
        try {
            return HttpMethod.POST.equals(request.method()) && form(contentType) ? read(request, FORM, FORM, maxBytes) : new byte[0];
        } catch (Problem unusable) {
            if (unusable.retryAfterSeconds() > 0) {
                throw unusable;
            }
            return new byte[0];
        }
    }

    private static boolean form(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).split(";", -1)[0].trim().equals(FORM);
    }

    /** As {@link #forget}, for routes. */
    public void drain(HttpServerRequest request) {
        forget(request);
    }

    /** Reads and forgets a body that nobody wants, so that the connection can go on. */
    public static void forget(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(ignored -> {});
            request.exceptionHandler(ignored -> {});
            request.resume();
        }
    }

    private static CompletableFuture<byte[]> collect(HttpServerRequest request, int maxBytes) {
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(whole::completeExceptionally);
        request.handler(chunk -> {
            if (read.length() + chunk.length() > maxBytes) {
                whole.completeExceptionally(tooLarge(maxBytes));
            } else if (!whole.isDone()) {
                read.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.complete(read.getBytes()));
        request.resume();
        return whole;
    }

    public static Problem tooLarge(int maxBytes) {
        return Problem.of(413, "the body is larger than " + maxBytes + " bytes");
    }

    /** @throws Problem 413 when the request says itself that its body is larger */
    public static void requireLength(HttpServerRequest request, int maxBytes) throws Problem {
        String length = request.getHeader("Content-Length");
        if (length != null && (length.length() > 9 || Integer.parseInt(length.trim()) > maxBytes)) {
            throw tooLarge(maxBytes);
        }
    }

    /**
     * @param contentType what the request says of its body; parameters are ignored, a charset other than UTF-8 is refused, but for a form's
     * @throws Problem 415
     */
    public static void requireMediaType(HttpServerRequest request, String contentType, List<String> accepted) throws Problem {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !"identity".equalsIgnoreCase(encoding.trim())) {
            throw Problem.of(415, "a compressed body is not accepted");
        }
        String[] parts = contentType == null ? new String[] {""} : contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!accepted.contains(parts[0].trim())) {
            throw Problem.of(415, "accepted are: " + String.join(", ", accepted));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().replace("\"", "");
            if (!form(contentType) && parameter.startsWith("charset=") && !"charset=utf-8".equals(parameter) && !"charset=utf8".equals(parameter)) {
                throw Problem.of(415, "the charset must be UTF-8");
            }
        }
    }
}
