package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called by an alert, or finds a matter on the exceptions list, finds what to do; and what calls him is made of numbers that exist. */
class MonitoringTest {

    private static final String ALERTS = Sources.text(Path.of("config/monitoring/alerts.yaml"));
    private static final String ALERT_TESTS = Sources.text(Path.of("src/test/resources/monitoring/alerts-test.yaml"));
    private static final String DASHBOARD = Sources.text(Path.of("config/monitoring/dashboard.json"));
    private static final String RUNBOOK = Sources.text(Path.of("src/docs/runbook.md"));
    private static final String JAVA = Sources.text(List.of("src/main/java"), ".java");
    private static final String ROUTES = Sources.text(List.of("routes"), RouteTree.ENDING);

    /** Sections that say what it means, what to look at where that is not said, and what to do. */
    private static Set<String> sections() {
        return Stream.of(RUNBOOK.split("(?m)^### ")).skip(1)
                .filter(section -> section.contains("*Means*:") && section.contains("*Do*:"))
                .map(section -> section.lines().findFirst().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> alerts() {
        return Sources.matches("- alert: (\\w+)", ALERTS);
    }

    /** Why a matter may stand on the exceptions list: given by the rules of payments, by routes, and by mappings. */
    static Set<String> reasons() {
        Set<String> reasons = new TreeSet<>();
        for (String given : Sources.matches("except\\(draft, ([^,]+),", JAVA)) {
            reasons.addAll(Sources.matches("\"([a-z-]+)\"", given));
        }
        reasons.addAll(Sources.matches("\"reason\", \"([a-z-]+)\"", JAVA));
        reasons.addAll(Sources.matches("return \"([a-z-]+)\";", Sources.text(Path.of("src/main/java/org/checkoutbridge/payment/MoneyCheck.java"))));
        reasons.addAll(Sources.matches("\\breason: \"([a-z-]+)\"", ROUTES + Sources.text(List.of("config"), ".jq")));
        Sources.properties(Path.of("config/mail/en/words.properties")).stringPropertyNames().stream()
                .filter(key -> key.startsWith("reason.")).forEach(key -> reasons.add(key.substring("reason.".length())));
        return reasons;
    }

    @Test
    void everyAlertAndEveryReasonHasItsSectionOfTheRunbook() {
        assertThat(reasons()).contains("second-payment", "amount-mismatch", "unanswered", "chargeback", "late-payment", "erp-refused", "quarantined");
        Set<String> needed = new TreeSet<>(reasons());
        needed.addAll(alerts());
        assertThat(Sources.without(needed, sections())).as("give it a section in src/docs/runbook.md: ### <name>, *Means*:, *Look at*:, *Do*:").isEmpty();
        assertThat(Sources.without(sections(), needed)).as("neither an alert nor a reason: delete the section, or mend its name").isEmpty();
    }

    /** Why a message may be put aside: as its details say. */
    private static Set<String> details() {
        Set<String> details = Sources.matches("new IllegalArgumentException\\(\"([^\"]+)\"", Sources.text(List.of("src/main/java/org/checkoutbridge/webhook"), ".java"));
        details.addAll(Sources.matches("detail: \"([^\"]+)\"", Sources.text(Path.of("routes/webhooks/read-webhook.camel.yaml"))));
        return details;
    }

    @Test
    void everyReasonForQuarantineIsExplained() {
        String section = RUNBOOK.replaceFirst("(?s)^.*\\n### quarantined\\n", "").replaceFirst("(?s)\\n### .*$", "");
        Set<String> explained = Sources.matches("`([^`\\n]+)`(?=[^|\\n]*\\|[^|\\n]+\\|\\n)", section).stream()
                .map(detail -> detail.replace("…", "")).collect(Collectors.toCollection(TreeSet::new));
        assertThat(details()).contains("failed three times", "not a JSON document");
        assertThat(details()).as("give it a line in the runbook's section on quarantined messages")
                .allMatch(detail -> explained.stream().anyMatch(detail::startsWith));
        assertThat(explained).as("no message is put aside for this: delete the line")
                .allMatch(line -> details().stream().anyMatch(detail -> detail.startsWith(line)));
    }

    @Test
    void everyAlertNamesItsSection() {
        Set<String> anchors = sections().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
        for (String alert : ALERTS.split("(?m)^ +- alert: ")) {
            if (alert.startsWith("#")) {
                continue;
            }
            Set<String> link = Sources.matches("runbook_url: \"?src/docs/runbook\\.md#([^\\s\"]+|\\{\\{.*?}})\"?\\s", alert + "\n");
            assertThat(link).as("a runbook_url with the name of its section: " + alert).hasSize(1);
            String anchor = link.iterator().next();
            assertThat(anchor.startsWith("{{") || anchors.contains(anchor)).as("the runbook has no section " + anchor).isTrue();
        }
    }

    @Test
    void everyLinkWithinTheRunbookLeadsSomewhere() {
        Set<String> anchors = Sources.matches("(?m)^##+ (.*)$", RUNBOOK).stream()
                .map(title -> title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-')).collect(Collectors.toCollection(TreeSet::new));
        assertThat(Sources.without(Sources.matches("\\(#([^)]+)\\)", RUNBOOK), anchors)).as("no such section").isEmpty();
    }

    @Test
    void everyAlertIsFiredByItsFault() {
        Set<String> fired = Sources.matches("\\.fires\\(\"(\\w+)\"", Sources.text(Path.of("src/test/java/org/checkoutbridge/journey/AlertsIT.java")));
        assertThat(fired).as("cause the fault in a bridge: journey/AlertsIT").isEqualTo(alerts());
    }

    @Test
    void everyAlertIsFiredByItsNumbers() {
        Set<String> fired = Sources.matches("(?s)alertname: (\\w+)\\n +eval_time: \\w+\\n +exp_alerts:", ALERT_TESTS);
        assertThat(fired).as("give the alert a test in src/test/resources/monitoring/alerts-test.yaml").isEqualTo(alerts());
    }

    @Test
    void alertsAndDashboardAreMadeOfNumbersThatExist() {
        Set<String> shown = Sources.matches("micrometer:counter:(checkout_bridge_[a-z_]+)", ROUTES).stream()
                .map(counter -> counter + "_total").collect(Collectors.toCollection(TreeSet::new));
        shown.addAll(Sources.matches("registry\\.counter\\(\"(checkout_bridge_[a-z_]+)\"", JAVA).stream().map(counter -> counter + "_total").toList());
        shown.addAll(Sources.matches("(?:gauge|show|Gauge\\.builder)\\(\"(checkout_bridge_[a-z_]+)\"", JAVA));
        assertThat(Sources.without(Sources.matches("\\b(checkout_bridge_[a-z_]+)\\b", ALERTS + DASHBOARD + ALERT_TESTS), shown))
                .as("nobody shows this metric: mend the name").isEmpty();
    }
}
