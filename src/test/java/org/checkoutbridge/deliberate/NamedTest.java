package org.checkoutbridge.deliberate;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.util.Arrays;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests by name ({@code org.example.OneIT#aMethod}, or a whole class), in a process of its own, and ends with what came of them. */
final class NamedTest {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int NOT_RUN = 2;

    private NamedTest() {}

    public static void main(String[] names) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(names).map(NamedTest::selector).toList()).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 5);
        System.out.printf("%d found, %d passed, %d failed%n", summary.getTestsFoundCount(), summary.getTestsSucceededCount(), summary.getTotalFailureCount());
        System.exit(result(summary));
    }

    /** What does not fail by what it asserts has not been run: no bug is caught by a test that cannot start. */
    private static int result(TestExecutionSummary summary) {
        if (summary.getFailures().stream().map(TestExecutionSummary.Failure::getException)
                .anyMatch(failure -> failure instanceof AssertionError || failure instanceof ConditionTimeoutException)) {
            return FAILED;
        }
        return summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0 ? PASSED : NOT_RUN;
    }

    /** A method without its parameters stands for all methods of that name, so that those of a table can be named. */
    private static DiscoverySelector selector(String name) {
        int method = name.indexOf('#');
        if (method < 0) {
            return selectClass(name);
        }
        try {
            Class<?> type = Class.forName(name.substring(0, method));
            return Arrays.stream(type.getDeclaredMethods()).filter(each -> each.getName().equals(name.substring(method + 1)))
                    .map(each -> selectMethod(type, each)).findFirst().orElseThrow(() -> new IllegalArgumentException("there is no test " + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no test " + name, e);
        }
    }
}
