package org.checkoutbridge.webcheckout;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads one kind of message: whether it is genuine, and what it says in our words. */
final class MessageReader {

    /** What the words of a message may be where nothing else limits them. */
    private static final String WORD = "[A-Za-z0-9._-]{1,64}";

    private final Mapping.Message message;
    private final String account;
    private final boolean test;
    private final Recipe recipe;

    /**
     * @param account ours, as the platform knows it
     * @param test whether we take play money
     */
    MessageReader(Mapping.Message message, String account, boolean test) {
        this.message = message;
        this.account = account;
        this.test = test;
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
        BigDecimal amount = AmountText.told(fields.get(names.amount()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "operation");
        event.put("evidence", message.decides() ? "signed" : "unsigned");
        event.put("reference", reference);
        event.put("operation_id", operation == null ? reference : operation);
        event.put("kind", "payment");
        event.put("status_code", notOurs(fields).orElseGet(() -> Words.state(message.states(), fields.get(names.state()), message.otherwise())));
        event.put("type", type);
        event.put("total", amount);
        event.put("checkout_total", amount);
        event.put("currency", word(fields.get(names.currency())));
        event.put("approval_number", word(fields.get(names.approval())));
        event.put("method", Map.of("type", type));
        event.put("doubtful_id", names.operation() == null || !recipe.names().contains(names.operation()));
        return event;
    }

    /** Of another account, or paid with another kind of money than we take: a person's matter, whatever its state is. */
    private Optional<String> notOurs(Map<String, String> fields) {
        String theirs = message.fields().account();
        if (theirs != null && !Objects.equals(account, fields.get(theirs))) {
            return Optional.of("another-account");
        }
        Mapping.Test flag = message.test();
        if (flag == null || !fields.containsKey(flag.field()) || (test ? flag.play() : flag.real()).contains(fields.get(flag.field()).trim())) {
            return Optional.empty();
        }
        return Optional.of(test ? "not-play-money" : "not-real-money");
    }

    static String word(String text) {
        return text != null && text.matches(WORD) ? text : null;
    }
}
