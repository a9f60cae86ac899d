package org.checkoutbridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.checkoutbridge.console.Passwords;
import org.checkoutbridge.runtime.Bridge;
import org.checkoutbridge.runtime.HistoryCheck;
import org.checkoutbridge.runtime.StartFailure;

/**
 * Starts Checkout Bridge in the folder that holds {@code routes/} and {@code config/}.
 *
 * <p>The profile comes from the system property {@code camel.main.profile}, the environment's {@code CAMEL_MAIN_PROFILE}, or the
 * first argument. {@code SIGTERM} and {@code SIGINT} drain and end with 0. A configuration that is wrong ends with 78
 * (EX_CONFIG of sysexits.h) and one message.
 *
 * <p>With {@code verify-history} as the first argument it starts nothing: it prints where the history was tampered with, and ends with 0
 * (nowhere), 1 (there), or 78. With {@code hash-password} it reads a password, from the terminal or as the first line of its input, and prints
 * what stands for it in the console's table of people.
 */
public final class CheckoutBridge {

    private static final int EX_CONFIG = 78;
    private static final String VERIFY_HISTORY = "verify-history";
    private static final String HASH_PASSWORD = "hash-password";

    private CheckoutBridge() {}

    public static void main(String[] args) {
        quieten();
        if (args.length > 0 && args[0].equals(VERIFY_HISTORY)) {
            Runtime.getRuntime().halt(verifyHistory(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0 && args[0].equals(HASH_PASSWORD)) {
            Runtime.getRuntime().halt(hashPassword());
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Bridge bridge = new Bridge(profile(args), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(bridge, stopped), "drain"));
            bridge.run();
            stopped.countDown();
        } catch (Exception | Error e) {
            stopped.countDown();
            System.err.println("Checkout Bridge cannot start.\n  " + StartFailure.message(e));
            Runtime.getRuntime().halt(EX_CONFIG);
        }
    }

    private static int verifyHistory(String... args) {
        try {
            return HistoryCheck.run(profile(args), System.out::println) ? 0 : 1;
        } catch (Exception | Error e) {
            System.err.println("The history cannot be verified.\n  " + StartFailure.message(e));
            return EX_CONFIG;
        }
    }

    private static int hashPassword() {
        try {
            System.out.println(Passwords.hash(System.console() == null
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine()
                    : String.valueOf(System.console().readPassword("Password: "))));
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return EX_CONFIG;
        }
    }

    /** From Java 24 on the JVM warns about a way to memory that Netty can do without. Nobody who reads that could act on it. */
    private static void quieten() {
        if (Runtime.version().feature() >= 24 && System.getProperty("io.netty.noUnsafe") == null) {
            System.setProperty("io.netty.noUnsafe", "true");
        }
    }

    private static String profile(String[] args) {
        return Optional.ofNullable(System.getenv("CAMEL_MAIN_PROFILE"))
                .or(() -> Optional.ofNullable(System.getProperty("camel.main.profile")))
                .orElse(args.length > 0 ? args[0] : "");
    }

    /** A JVM that ends by a signal has its own exit code: ours is 0, after everything under way is done. */
    private static void drain(Bridge bridge, CountDownLatch stopped) {
        bridge.finish();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
