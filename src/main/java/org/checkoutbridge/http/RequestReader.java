package org.checkoutbridge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
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
     * @param contentType what the request says of its body; parameters are ignored, a charset other than UTF-8 is refused
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
            if (parameter.startsWith("charset=") && !"charset=utf-8".equals(parameter) && !"charset=utf8".equals(parameter)) {
                throw Problem.of(415, "the charset must be UTF-8");
            }
        }
    }
}
