package org.checkoutbridge.webcheckout;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads one kind of message: whether it is genuine, and what it says in our words. */
final class MessageReader {

    /** What the words of a message may be where nothing else limits them. */
    private static final String WORD = "[A-Za-z0-9._-]{1,64}";

    private final Mapping.Message message;
    private final String account;
    private final Recipe recipe;

    /** @param account ours, as the platform knows it */
    MessageReader(Mapping.Message message, String account) {
        this.message = message;
        this.account = account;
        this.recipe = new Recipe(message.signature().algorithm(), message.signature().template());
    }

    boolean reads(Map<String, String> fields) {
        return fields.containsKey(message.fields().reference());
    }

    boolean genuine(Map<String, String> fields, List<String> secrets, List<Charset> charsets) {
        String given = fields.getOrDefault(message.fields().signature(), "");
        return recipe.verifies(given, name -> name.equals(Webcheckout.ACCOUNT) ? account : fields.getOrDefault(name, ""), secrets, charsets);
    }

    /** A canonical payment event, of a message that is genuine. Text is taken as it was received; what is no word is left out. */
    Map<String, Object> event(Map<String, String> fields) {
        Mapping.Fields names = message.fields();
        String reference = fields.get(names.reference());
        String operation = word(fields.get(names.operation()));
        String type = Words.ours(message.types(), fields.get(names.method()), "none");
        boolean another = names.account() != null && !Objects.equals(account, fields.get(names.account()));
        BigDecimal amount = AmountText.told(fields.get(names.amount()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "operation");
        event.put("evidence", message.decides() ? "signed" : "unsigned");
        event.put("reference", reference);
        event.put("operation_id", operation == null ? reference : operation);
        event.put("kind", "payment");
        event.put("status_code", another ? "another-account" : Words.state(message.states(), fields.get(names.state()), message.otherwise()));
        event.put("type", type);
        event.put("total", amount);
        event.put("checkout_total", amount);
        event.put("currency", word(fields.get(names.currency())));
        event.put("approval_number", word(fields.get(names.approval())));
        event.put("method", Map.of("type", type));
        event.put("doubtful_id", names.operation() == null || !recipe.names().contains(names.operation()));
        return event;
    }

    static String word(String text) {
        return text != null && text.matches(WORD) ? text : null;
    }
}
