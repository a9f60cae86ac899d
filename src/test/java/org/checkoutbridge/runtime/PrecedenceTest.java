package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.checkoutbridge.CheckoutBridge;
import org.junit.jupiter.api.Test;

/** Where a value comes from when it stands in several places: a wrong one is told by what it is. */
class PrecedenceTest {

    private static final int EX_CONFIG = 78;

    @Test
    void aSystemPropertyBeatsALine() throws Exception {
        assertThat(refusal("-Dbridge.http.port=from-property", null)).contains("bridge.http.port: 'from-property' is not a whole number");
    }

    @Test
    void theEnvironmentBeatsASystemProperty() throws Exception {
        assertThat(refusal("-Dbridge.http.port=from-property", "from-environment")).contains("bridge.http.port: 'from-environment' is not a whole number");
    }

    private static String refusal(String property, String environment) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", property, "-cp", classes, CheckoutBridge.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BRIDGE_") || name.startsWith("CAMEL_"));
        if (environment != null) {
            builder.environment().put("BRIDGE_HTTP_PORT", environment);
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(EX_CONFIG);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
