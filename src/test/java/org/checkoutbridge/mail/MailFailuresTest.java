package org.checkoutbridge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import java.util.Map;
import org.checkoutbridge.effect.Deliveries;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.junit.jupiter.api.Test;

/** What a mail server's refusal means (RFC 5321, section 4.2). */
class MailFailuresTest {

    private static final MailFailures FAILURES = new MailFailures(new Deliveries("PT1S"));

    private static Map<String, Object> judged(Exception failure) {
        return FAILURES.judge(Map.of("id", 7, "attempts", 1), failure);
    }

    private static InternetAddress ana() throws Exception {
        return new InternetAddress("ana@example.com");
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        Map<String, Object> delivery = judged(new MessagingException("Could not connect to ana@example.com", new ConnectException("refused")));
        assertThat(delivery).containsEntry("state", "PENDING").containsEntry("error", "MessagingException").containsEntry("pause", false);
    }

    @Test
    void anAddressThatDoesNotExistIsARefusal() throws Exception {
        MessagingException address = new SMTPAddressFailedException(ana(), "RCPT TO", 550, "550 no such user ana@example.com");
        Exception whole = new SendFailedException("Invalid Addresses", address, null, null, null);
        assertThat(judged(whole)).containsEntry("state", "DEAD").containsEntry("error", "SMTP 550").containsEntry("refused", true);
    }

    @Test
    void theAddressesCodeCountsNotThatOfTheWhole() throws Exception {
        MessagingException address = new SMTPAddressFailedException(ana(), "RCPT TO", 450, "450 mailbox busy");
        Exception whole = new SMTPSendFailedException("DATA", 554, "554 no valid recipients", address, null, null, null);
        assertThat(judged(whole)).containsEntry("state", "PENDING").containsEntry("error", "SMTP 450");
    }

    @Test
    void aServerThatRefusesUsIsAnAlarm() throws Exception {
        assertThat(judged(new AuthenticationFailedException("535 5.7.8"))).containsEntry("state", "PENDING").containsEntry("pause", true);
        assertThat(judged(new SMTPSenderFailedException(ana(), "MAIL FROM", 530, "530 authentication required"))).containsEntry("pause", true);
        assertThat(judged(new RuntimeException(new AuthenticationFailedException("535")))).as("wrapped").containsEntry("pause", true);
    }

    @Test
    void noAddressIsRepeated() throws Exception {
        for (Exception failure : new Exception[] {
                new MessagingException("ana@example.com"),
                new SMTPAddressFailedException(ana(), "RCPT TO", 550, "550 ana@example.com"),
                new IllegalStateException("ana@example.com")}) {
            assertThat(judged(failure).get("error").toString()).doesNotContain("ana@");
        }
    }
}
