package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.checkoutbridge.document.DroppedFile;
import org.checkoutbridge.http.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {

    @TempDir
    Path orders;

    private Path inbox;

    @BeforeEach
    void inbox() throws IOException {
        inbox = Files.createDirectories(orders.resolve("in"));
    }

    private List<Map<String, Object>> read(String text) throws IOException {
        return OrderFile.read(Files.writeString(inbox.resolve("orders.json"), text).toFile());
    }

    @Nested
    class Reading {

        @Test
        void eachOrderOfAFileStandsByItself() throws IOException, Problem {
            List<Map<String, Object>> entries = read("[{\"orderId\": \"A\"}, 5, {\"orderId\": \"B\"}]");
            assertThat(OrderFile.order(entries.get(0)).get("orderId").textValue()).isEqualTo("A");
            assertThatThrownBy(() -> OrderFile.order(entries.get(1))).isInstanceOf(Problem.class);
            assertThat(OrderFile.order(entries.get(2)).get("orderId").textValue()).isEqualTo("B");
        }

        @Test
        void aFileWithoutAnOrderIsOneProblem() throws IOException {
            for (String text : List.of("", "[]", "{", "orders", "5")) {
                assertThat(read(text)).as(text).singleElement().satisfies(entry -> {
                    assertThat(entry).containsOnlyKeys("problem");
                    assertThatThrownBy(() -> OrderFile.order(entry))
                            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                                    .isEqualTo(List.of(new OrderError("", "malformed", entry.get("problem").toString()))));
                });
            }
        }

        @Test
        void aFileThatIsTooLargeIsNotRead() throws IOException {
            Path large = Files.writeString(inbox.resolve("large.json"), "{}" + " ".repeat(16 * 1024 * 1024 - 2));
            assertThat(OrderFile.read(large.toFile())).singleElement().satisfies(entry -> assertThat(entry).containsKey("order"));
            Files.writeString(large, " ", StandardOpenOption.APPEND);
            assertThat(OrderFile.read(large.toFile())).singleElement()
                    .satisfies(entry -> assertThat(entry.get("problem").toString()).contains("larger"));
        }
    }

    @Nested
    class Reporting {

        private static final Map<String, Object> TAKEN = Map.of("index", 0, "accepted", true, "errors", List.of());
        private static final Map<String, Object> REFUSED = Map.of("index", 1, "accepted", false, "orderId", "unsaid",
                "errors", List.of(Map.of("path", "/total", "code", "total", "message", "is wrong")));

        private Map<String, String> report(List<Map<String, Object>> report) throws IOException {
            return DroppedFile.report(inbox.toString(), "orders.json", report);
        }

        @Test
        void aFileWithNoneRefusedIsDone() throws IOException {
            Map<String, String> written = report(List.of(TAKEN));
            assertThat(written).containsOnlyKeys("order", "result");
            assertThat(written.get("order")).isEqualTo(orders.resolve("done/orders.json").toString());
            assertThat(Path.of(written.get("result"))).isEqualTo(orders.resolve("done/orders.json.result.json")).isRegularFile();
        }

        @Test
        void aFileWithOneRefusedIsRejectedWithPathsAndCodesAlone() throws IOException {
            Map<String, String> written = report(List.of(TAKEN, REFUSED));
            assertThat(written.get("order")).isEqualTo(orders.resolve("rejected/orders.json").toString());
            assertThat(Files.readString(Path.of(written.get("errors")))).isEqualTo(
                    Files.readString(orders.resolve("rejected/orders.json.errors.json"))).contains("\"index\":1", "/total").doesNotContain("unsaid", "\"index\":0");
            assertThat(Files.readString(Path.of(written.get("result")))).contains("\"index\":0", "\"index\":1");
        }

        @Test
        void nothingThatIsThereIsOverwritten() throws IOException {
            Files.createDirectories(orders.resolve("done"));
            Files.writeString(orders.resolve("done/orders.json"), "first");
            Files.writeString(orders.resolve("done/orders-2.json.result.json"), "second");
            assertThat(report(List.of(TAKEN)).get("order")).endsWith("orders-3.json");
            assertThat(report(List.of(TAKEN)).get("order")).as("its result stands there").endsWith("orders-4.json");
            assertThat(Files.readString(orders.resolve("done/orders.json"))).isEqualTo("first");
        }

        @Test
        void aNameWithoutADotGetsASuffixToo() throws IOException {
            DroppedFile.report(inbox.toString(), "orders", List.of(TAKEN));
            assertThat(DroppedFile.report(inbox.toString(), "orders", List.of(TAKEN)).get("order")).endsWith("orders-2");
        }

        @Test
        void nothingHalfWrittenIsLeftBehind() throws IOException {
            report(List.of(REFUSED));
            try (Stream<Path> files = Files.list(orders.resolve("rejected"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("orders.json.result.json", "orders.json.errors.json");
            }
        }
    }

    @Nested
    class Purging {

        private void file(String name, Duration age) throws IOException {
            Path file = orders.resolve(name);
            Files.createDirectories(file.getParent());
            Files.setLastModifiedTime(Files.writeString(file, ""), FileTime.from(Instant.now().minus(age)));
        }

        @Test
        void whatWasProcessedLongAgoGoesAndTheInboxStays() throws IOException {
            file("done/old.json", Duration.ofDays(31));
            file("done/young.json", Duration.ofDays(29));
            file("rejected/old.json.errors.json", Duration.ofDays(31));
            file("in/old.json", Duration.ofDays(31));
            DroppedFile.purge(inbox.toString(), Duration.ofDays(30).toMillis());
            assertThat(orders.resolve("done/old.json")).doesNotExist();
            assertThat(orders.resolve("done/young.json")).exists();
            assertThat(orders.resolve("rejected/old.json.errors.json")).doesNotExist();
            assertThat(orders.resolve("in/old.json")).exists();
        }

        @Test
        void nothingToPurgeIsNoError() throws IOException {
            DroppedFile.purge(inbox.toString(), 0);
        }
    }
}
