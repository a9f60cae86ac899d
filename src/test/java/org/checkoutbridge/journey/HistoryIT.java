package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes the history behind the bridge's back is found out, by the shipped jar's {@code verify-history}. */
class HistoryIT extends Journey {

    private static final String PASSWORD = "canary-database-password";

    @TempDir
    Path folder;

    private record Verdict(int exitCode, String text) {

        /** Of what it says about a reference, the kinds of break. */
        List<String> breaks(String reference) {
            return text.lines().filter(line -> line.startsWith(reference + ", line "))
                    .map(line -> line.replaceFirst(".*, line ([0-9]+): ([a-z]+) differs .*", "$1 $2")).toList();
        }
    }

    private Verdict verify(Map<String, String> environment) throws IOException, InterruptedException {
        Path written = Files.createTempFile(folder, "verdict", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-Dot.epg.working-dir=" + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "-jar", Path.of("target", "checkout-bridge.jar").toAbsolutePath().toString(), "verify-history")
                .redirectErrorStream(true).redirectOutput(written.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("DATABASE_PASSWORD", PASSWORD);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        String text = Files.readString(written, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(PASSWORD, "\tat ", "mariajose", "30123456");
        return new Verdict(process.exitValue(), text);
    }

    private Verdict verifyServer(World of) throws Exception {
        return verify(Map.of("DATABASE_URL", of.bridge.context().resolvePropertyPlaceholders("{{database.url}}")));
    }

    /** A checkout with three lines of history: opened, waiting for a coupon's payment, paid. */
    private String threeLines() {
        String reference = open();
        tell(reference, platform.happen(reference, "op" + reference, "2", "cash", "18450.50", at(1)));
        awaitState(reference, "WAITING");
        tell(reference, platform.happen(reference, "op" + reference, "200", "cash", "18450.50", at(2)));
        awaitState(reference, "PAID");
        assertThat(lines(reference)).hasSize(3);
        return reference;
    }

    private List<String> lines(String reference) {
        return new ArrayList<>(List.of(value("select string_agg(id::text, ',' order by id) from payment_event where reference = '" + reference + "'")
                .split(",")));
    }

    @Test
    void everyTamperingIsNamedAndNothingElse() throws Exception {
        String untouched = threeLines();
        Verdict sound = verifyServer(world);
        assertThat(sound.exitCode()).as(sound.text()).isZero();
        assertThat(sound.text()).containsPattern(Pattern.compile("^[1-9][0-9]* lines of history of [1-9][0-9]* checkouts verified: nothing was changed\\.$",
                Pattern.MULTILINE));

        String rewritten = threeLines();
        String middle = lines(rewritten).get(1);
        sql("update payment_event set verdict = 'repeat' where id = " + middle);
        String inOtherMoney = threeLines();
        String paid = lines(inOtherMoney).get(2);
        sql("update payment_event set currency = 'USD' where id = " + paid);
        String shortened = threeLines();
        List<String> before = lines(shortened);
        sql("delete from payment_event where id = " + before.get(1));
        String cut = threeLines();
        String last = lines(cut).get(1);
        sql("delete from payment_event where id = " + lines(cut).get(2));
        String wiped = threeLines();
        sql("delete from payment_event where reference = '" + wiped + "'");
        String released = threeLines();
        sql("update checkout set state = 'EXPIRED' where reference = '" + released + "'");

        Verdict broken = verifyServer(world);
        assertThat(broken.exitCode()).as(broken.text()).isEqualTo(1);
        assertThat(broken.breaks(untouched)).isEmpty();
        assertThat(broken.breaks(rewritten)).containsExactly(middle + " content");
        assertThat(broken.breaks(inOtherMoney)).containsExactly(paid + " content");
        assertThat(broken.breaks(shortened)).containsExactly(before.get(2) + " link");
        assertThat(broken.breaks(cut)).containsExactly(last + " end");
        assertThat(broken.breaks(wiped)).containsExactly("0 end");
        assertThat(broken.breaks(released)).containsExactly(lines(released).get(2) + " end");
        assertThat(broken.text()).contains("verified: 6 breaks.");
    }

    @Test
    void anEmbeddedLedgerIsVerifiedWhileItsBridgeRests() throws Exception {
        World other = new World(Map.of("mail.merchant-name", "Another Shop"));
        Map<String, String> embedded = Map.of("BRIDGE_DATA_DIR", other.configuration.get("bridge.data-dir"));
        Verdict busy = verify(embedded);
        assertThat(busy.exitCode()).as(busy.text()).isEqualTo(78);
        assertThat(busy.text()).contains("The history cannot be verified.", "another bridge uses");

        other.bridge.close();
        Verdict sound = verify(embedded);
        assertThat(sound.exitCode()).as(sound.text()).isZero();
        assertThat(sound.text()).contains("0 lines of history of 0 checkouts verified: nothing was changed.");
    }

    @Test
    void aLedgerThatIsNotThereIsNotSound() throws Exception {
        Verdict nowhere = verify(Map.of("BRIDGE_DATA_DIR", folder.resolve("nothing").toString()));
        assertThat(nowhere.exitCode()).as(nowhere.text()).isEqualTo(78);
        assertThat(nowhere.text()).contains("there is no ledger");
        assertThat(folder.resolve("nothing")).doesNotExist();

        Verdict unreachable = verify(Map.of("DATABASE_URL", "jdbc:postgresql://localhost:1/none?password=" + PASSWORD));
        assertThat(unreachable.exitCode()).as(unreachable.text()).isEqualTo(78);
        assertThat(unreachable.text()).contains("database.url");
    }
}
