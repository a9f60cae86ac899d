package org.checkoutbridge.sandbox;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * An SMTP server that takes mail for everybody and hands each message, as a document, to {@code direct:mail-receive}. What that
 * route cannot keep is not accepted (451), so that the sender tries again. It runs as long as the context that it is a bean of.
 */
public final class Mailbox extends LifecycleStrategySupport implements CamelContextAware {

    private final GreenMail server;
    private CamelContext camelContext;
    private ProducerTemplate keeper;

    public Mailbox(String host, int port) {
        server = new GreenMail(new ServerSetup(port, host, ServerSetup.PROTOCOL_SMTP));
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** Called by the registry, and again by the context when it takes us in. */
    @Override
    public void setCamelContext(CamelContext context) {
        if (camelContext == null) {
            camelContext = context;
            context.addLifecycleStrategy(this);
        }
    }

    @Override
    public void onContextStarting(CamelContext context) {
        keeper = context.createProducerTemplate();
        MessageDeliveryHandler usual = server.getUserManager().getMessageDeliveryHandler();
        server.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            keeper.requestBody("direct:mail-receive", document(message.getMessage(), recipient.getEmail()));
            return usual.handle(message, recipient);
        });
        server.start();
    }

    @Override
    public void onContextStopped(CamelContext context) {
        server.stop();
        keeper.stop();
    }

    private static Map<String, Object> document(MimeMessage message, String recipient) throws MessagingException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("to", recipient);
        document.put("from", decoded(message.getHeader("From", null)));
        document.put("subject", message.getSubject());
        document.put("text", null);
        document.put("html", null);
        try {
            readParts(message, document);
        } catch (IOException e) {
            throw new MessagingException("the message cannot be read", e);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.putIfAbsent(header.getName(), decoded(header.getValue()));
        }
        document.put("headers", headers);
        return document;
    }

    /** The first text and the first HTML of a message, however deep. */
    private static void readParts(Part part, Map<String, Object> document) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                readParts(parts.getBodyPart(i), document);
            }
        } else if (part.isMimeType("text/plain")) {
            document.putIfAbsent("text", part.getContent());
        } else if (part.isMimeType("text/html")) {
            document.putIfAbsent("html", part.getContent());
        }
    }

    /** A header with its encoded words (RFC 2047) decoded, on one line. */
    private static String decoded(String header) {
        try {
            return header == null ? null : MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (IOException e) {
            return header;
        }
    }
}
