package org.checkoutbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.order.OrderError;
import org.junit.jupiter.api.Test;

/** Refusals as {@code application/problem+json} (RFC 9457). */
class ProblemTest {

    @Test
    void aProblemSaysWhatAndWithWhichStatus() {
        assertThat(Problem.of(401, "a valid key is required").body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"a valid key is required\",\"status\":401}");
    }

    @Test
    void errorsHaveTheirPlacesInTheContractsNames() {
        Problem problem = Problem.withErrors(422, "the order is refused", List.of(new OrderError("/total", "total", "is \"wrong\"")));
        assertThat(problem.body()).endsWith("\"status\":422,\"errors\":[{\"path\":\"/total\",\"code\":\"total\",\"message\":\"is \\\"wrong\\\"\"}]}");
        assertThat(problem.errors()).isEqualTo(List.of(new OrderError("/total", "total", "is \"wrong\"")));
    }

    @Test
    void aProblemOfTheWholeIsAnErrorWithoutAPlace() {
        assertThat(Problem.of(409, "it is paid").errors()).isEqualTo(List.of(Map.of("path", "", "code", "http-409", "message", "it is paid")));
        assertThat(Problem.withErrors(422, "refused", List.of()).body()).doesNotContain("errors");
    }

    @Test
    void onlyWhatMayPassSaysWhenToComeAgain() {
        assertThat(Problem.later("the database is away", 5).retryAfterSeconds()).isEqualTo(5);
        assertThat(Problem.later("the database is away", 5).status()).isEqualTo(503);
        assertThat(Problem.of(404, "there is no such thing").retryAfterSeconds()).isZero();
    }

    @Test
    void theRefusalsOfRoutesHaveTheStatusOfTheContract() {
        Refusals refusals = new Refusals();
        assertThatThrownBy(() -> refusals.conflict("it is paid")).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(409));
        assertThatThrownBy(refusals::notFound).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThatThrownBy(refusals::forgedLink).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(401));
        assertThatThrownBy(() -> refusals.wrongOrder(List.of(Map.of("path", "/total"))))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(422));
        assertThatThrownBy(() -> refusals.later("the database is away")).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.status()).isEqualTo(503);
            assertThat(p.retryAfterSeconds()).isPositive();
        });
    }

    @Test
    void theBodyIsJson() throws Exception {
        assertThat(Json.tree(Problem.of(400, "not a JSON document: line 1, column 2").body()).get("status").intValue()).isEqualTo(400);
    }
}
