package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.checkoutbridge.standin.CollectorStandIn.id;
import static org.checkoutbridge.standin.CollectorStandIn.shows;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.checkoutbridge.standin.CollectorStandIn;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.checkoutbridge.standin.StandInServer.Call;
import org.junit.jupiter.api.Test;

/** One trace from the ERP's order to the last mail, whoever works on it, and however long that waits in inbox and outbox. */
class TracingIT extends Journey {

    private static final CollectorStandIn COLLECTOR = new CollectorStandIn();

    TracingIT() {
        super(Map.of("tracing.endpoint", COLLECTOR.url()));
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The ERP sends an order as part of a trace of its own. */
    private String open(String order, String traceparent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(world.url() + "/erp/orders")).header("Authorization", "Bearer " + ERP_KEY)
                .header("Content-Type", "application/json").header("traceparent", traceparent)
                .POST(HttpRequest.BodyPublishers.ofString(order(order).toString()));
        Reply reply = request(request.build());
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().path("reference").asText();
    }

    private static List<Span> named(String trace, String name) {
        return COLLECTOR.spans(trace).stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static Set<String> actions(String trace) {
        return named(trace, "deliver-effect").stream().filter(span -> shows(span, "effect.state").equals("DELIVERED"))
                .map(span -> shows(span, "effect.action")).collect(Collectors.toSet());
    }

    private static void awaitDelivered(String trace, String... actions) {
        await().atMost(SOON).untilAsserted(() -> assertThat(actions(trace)).contains(actions));
    }

    /** The trace that a row of a checkout names. */
    private String traceOf(String reference) {
        return value("select split_part(traceparent, '-', 2) from checkout where reference = '" + reference + "'");
    }

    @Test
    void oneTraceFromTheOrderToTheLastMail() {
        String trace = newTrace();
        String reference = open(newOrderId(), "00-" + trace + "-00f067aa0ba902b7-01");
        tell(reference, platform.happen(reference, "t" + reference, "200", "card", "18450.50", at(1)));
        awaitDelivered(trace, "reserve", "commit", "receipt", "buyer-paid", "merchant-paid");

        assertThat(named(trace, "receive-order")).singleElement().satisfies(span -> {
            assertThat(id(span.getParentSpanId())).as("part of what the ERP does").isEqualTo("00f067aa0ba902b7");
            assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(shows(span, "checkout.reference")).isEqualTo(reference);
        });
        assertThat(COLLECTOR.spans(trace)).extracting(Span::getName).contains("accept-order", "create-checkout", "sugaway-send-request",
                "decide-events", "ask-platform", "deliver-effect", "deliver-stock", "deliver-finance", "deliver-mail");
        Set<String> ids = COLLECTOR.spans(trace).stream().map(span -> id(span.getSpanId())).collect(Collectors.toSet());
        ids.add("00f067aa0ba902b7");
        assertThat(COLLECTOR.spans(trace)).as("nothing hangs in the air").allMatch(span -> ids.contains(id(span.getParentSpanId())));
        assertThat(named(trace, "decide-events")).anySatisfy(span -> {
            assertThat(shows(span, "checkout.from")).isEqualTo("OPEN");
            assertThat(shows(span, "checkout.to")).isEqualTo("PAID");
        });
        List<Call> told = erp.calls().stream().filter(call -> reference.equals(call.headers().get("x-correlation-id"))).toList();
        assertThat(told).isNotEmpty().as("the ERP's own trace goes on").allMatch(call -> call.headers().get("traceparent").startsWith("00-" + trace + "-"));
    }

    @Test
    void whatAMessageLeadsToLinksToItsComingIn() {
        String reference = open();
        String trace = traceOf(reference);
        tell(reference, platform.happen(reference, "l" + reference, "3", "card", "18450.50", at(1)));
        await().atMost(SOON).untilAsserted(() -> {
            Span reception = COLLECTOR.spans().stream().filter(span -> span.getName().equals("receive-webhook")
                    && shows(span, "checkout.reference").equals(reference)).findFirst().orElseThrow(() -> new AssertionError("its coming in is no span"));
            assertThat(named(trace, "decide-events")).flatExtracting(Span::getLinksList)
                    .extracting(link -> id(link.getSpanId())).contains(id(reception.getSpanId()));
        });
    }

    @Test
    void aTraceOutlivesTheClocks() {
        String trace = newTrace();
        String reference = open(newOrderId(), "00-" + trace + "-00f067aa0ba902b7-01");
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        awaitDelivered(trace, "release", "buyer-expired");
    }

    @Test
    void eachAttemptIsASpanAndAFailedOneShowsIt() {
        String trace = newTrace();
        String order = newOrderId();
        AtomicInteger calls = new AtomicInteger();
        erp.behave(order + "-A1", call -> call.path().equals("/stock") && calls.incrementAndGet() == 1 ? Answer.json(503, "{}") : null);
        open(order, "00-" + trace + "-00f067aa0ba902b7-01");
        awaitDelivered(trace, "reserve");
        assertThat(named(trace, "deliver-stock")).extracting(span -> shows(span, "http.response.status_code")).contains("503", "200");
        assertThat(named(trace, "deliver-effect")).extracting(span -> shows(span, "effect.state")).contains("PENDING", "DELIVERED");
    }

    @Test
    void ordersOfOneFileHaveTracesOfTheirOwn() throws Exception {
        String first = newOrderId();
        String second = newOrderId();
        Path inbox = Path.of(world.configuration.get("bridge.data-dir"), "orders", "in");
        Path written = Files.writeString(inbox.resolveSibling("traces.json"), "[" + order(first) + "," + order(second) + "]");
        Files.move(written, inbox.resolve("traces.json"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(traceOf(first + "-A1")).isNotNull();
            assertThat(traceOf(second + "-A1")).isNotNull().isNotEqualTo(traceOf(first + "-A1"));
        });
        awaitDelivered(traceOf(first + "-A1"), "reserve");
        awaitDelivered(traceOf(second + "-A1"), "reserve");
    }

    @Test
    void whatIsNoTraceBeginsOne() {
        String reference = open(newOrderId(), "00-nonsense'; drop table checkout--");
        assertThat(traceOf(reference)).matches("[0-9a-f]{32}");
        String unsampled = newTrace();
        open(newOrderId(), "00-" + unsampled + "-00f067aa0ba902b7-00");
        awaitDelivered(traceOf(reference), "reserve");
        assertThat(COLLECTOR.spans(unsampled)).as("who says that it is not to be recorded is heard").isEmpty();
    }

    @Test
    void anOrderThatFailsIsASpanThatSaysSo() {
        JsonNode broken = order(newOrderId()).put("total", "1.00");
        String trace = newTrace();
        Reply reply = request(HttpRequest.newBuilder(URI.create(world.url() + "/erp/orders")).header("Authorization", "Bearer " + ERP_KEY)
                .header("Content-Type", "application/json").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .POST(HttpRequest.BodyPublishers.ofString(broken.toString())).build());
        assertThat(reply.status()).isEqualTo(422);
        await().atMost(SOON).untilAsserted(() -> assertThat(named(trace, "accept-order")).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(span.getStatus().getMessage()).isEmpty();
            assertThat(span.getEventsList()).isEmpty();
            assertThat(shows(span, "error.type")).isEqualTo("org.checkoutbridge.http.Problem");
        }));
    }

    @Test
    void workGoesOnWithoutACollector() {
        COLLECTOR.answer(503);
        try {
            String reference = open();
            tell(reference, platform.happen(reference, "w" + reference, "200", "card", "18450.50", at(1)));
            awaitState(reference, "PAID");
            awaitFinance(reference, "receipt");
        } finally {
            COLLECTOR.answer(200);
        }
        String trace = newTrace();
        open(newOrderId(), "00-" + trace + "-00f067aa0ba902b7-01");
        awaitDelivered(trace, "reserve");
    }
}
