package org.checkoutbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.checkoutbridge.link.Digest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies off a real wire: the server answers with what was read, or with the problem's status. */
class RequestReaderTest {

    private static final int MAX_BYTES = 100_000;
    private static final String ACCEPTED = "application/json,application/x-www-form-urlencoded";
    private static final RequestReader READER = new RequestReader(500);

    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer().requestHandler(RequestReaderTest::serve).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** As the routes do: the request waits while a worker is found. */
    private static void serve(HttpServerRequest request) {
        request.pause();
        vertx.executeBlocking(() -> READER.read(request, request.getHeader("Content-Type"), ACCEPTED, MAX_BYTES), false).onComplete(read -> {
            if (read.succeeded()) {
                request.response().end(read.result().length + " " + Digest.sha256(read.result()));
            } else {
                request.response().setStatusCode(read.cause() instanceof Problem problem ? problem.status() : 500).end(read.cause().getMessage());
            }
        });
    }

    private static String answer(String contentType, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/")).POST(BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String read(byte[] body) {
        return "200 " + body.length + " " + Digest.sha256(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\"", "application/json ; x=y",
        "application/x-www-form-urlencoded", "application/json;charset=utf8"})
    void theBytesOfABodyAreReadAsTheyAre(String contentType) throws Exception {
        byte[] body = "type=checkout&data%5Bx%5D=ñ\u0000".getBytes(StandardCharsets.UTF_8);
        assertThat(answer(contentType, body)).isEqualTo(read(body));
    }

    @Test
    void anEmptyBodyIsNoBytes() throws Exception {
        assertThat(answer("application/json", new byte[0])).isEqualTo(read(new byte[0]));
    }

    @Test
    void aBodyMayBeAsLongAsTheLimitAndNoLonger() throws Exception {
        assertThat(answer("application/json", new byte[MAX_BYTES])).isEqualTo(read(new byte[MAX_BYTES]));
        assertThat(answer("application/json", new byte[MAX_BYTES + 1])).startsWith("413 ");
        assertThat(answer("application/json", new byte[20 * MAX_BYTES])).startsWith("413 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json2", "multipart/form-data", "application/json; charset=iso-8859-1",
        "application/json; charset=utf-16", ";"})
    void anotherMediaTypeOrCharsetIsRefused(String contentType) throws Exception {
        assertThat(answer(contentType, new byte[10])).startsWith("415 ");
    }

    @Test
    void noMediaTypeIsRefused() throws Exception {
        assertThat(answer(null, new byte[10])).startsWith("415 ");
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        assertThat(answer("application/json", new byte[10], "Content-Encoding", "gzip")).startsWith("415 ");
        assertThat(answer("application/json", new byte[10], "Content-Encoding", "identity")).startsWith("200 ");
    }

    @Test
    void aBodyThatDoesNotArriveIsGivenUp() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 400".length());
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400");
        }
    }

    /** A connection that is kept alive goes on with its next request. */
    @Test
    void whatIsRefusedIsReadToItsEnd() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 3; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                    .header("Content-Type", "text/plain").POST(BodyPublishers.ofByteArray(new byte[3 * MAX_BYTES])).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        }
    }
}
