package org.checkoutbridge.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Map;
import org.checkoutbridge.effect.Deliveries;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a failure to send a mail means, by the server's reply code (RFC 5321, section 4.2). */
public final class MailFailures {

    private static final int AUTHENTICATION_FAILED = 535;

    private final Deliveries deliveries;

    public MailFailures(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** The delivery of an effect that failed so. Says nothing of addresses. */
    public Map<String, Object> judge(Map<String, Object> effect, Exception failure) {
        int code = replyCode(failure);
        return deliveries.unsent(effect, code, code == 0 ? failure.getClass().getSimpleName() : "SMTP " + code);
    }

    /** Of a failure for one address the address's own code counts, not that of the whole. */
    private static int replyCode(Throwable failure) {
        int code = 0;
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof AuthenticationFailedException) {
                return AUTHENTICATION_FAILED;
            }
            if (cause instanceof SMTPSendFailedException failed) {
                code = failed.getReturnCode();
            } else if (cause instanceof SMTPAddressFailedException failed) {
                code = failed.getReturnCode();
            } else if (cause instanceof SMTPSenderFailedException failed) {
                code = failed.getReturnCode();
            }
            Throwable next = cause instanceof MessagingException messaging ? messaging.getNextException() : cause.getCause();
            cause = next == cause ? null : next;
        }
        return code;
    }
}
