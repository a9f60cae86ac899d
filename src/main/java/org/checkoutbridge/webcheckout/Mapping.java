package org.checkoutbridge.webcheckout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A platform's webcheckout, as {@code config/gateways/<platform>/webcheckout.yaml} describes it: the one place of its field names,
 * their order, its recipes, its formats, its words for states, and what its messages are trusted with.
 *
 * @param hosts whose hosts take play money, and whose real money; any other may take either
 * @param settings what the site has configured: {@code checkout}, where the form goes; {@code account}; {@code secret}, one or several
 *     (comma: the first signs, all verify); and what else the form needs
 * @param messages what comes back, by a name of ours, each told by its field for the reference
 * @param report its list of transactions, or null
 */
record Mapping(
        String schema,
        Hosts hosts,
        Map<String, String> settings,
        Amounts amounts,
        Form form,
        Map<String, Message> messages,
        Report report) {

    record Hosts(List<String> sandbox, List<String> production) {}

    /** @param maxLength longest text of an amount, in characters */
    record Amounts(String currency, Integer maxLength, BigDecimal min) {}

    record Form(List<Field> fields, Signature signature) {}

    /**
     * @param value text with sources in braces
     * @param amount the value is an amount, and is written as {@link AmountText#PLAIN}
     * @param max longest text, in characters
     * @param cut a longer text is cut, before it is signed; otherwise it is refused
     * @param forbid characters that the recipe cannot carry
     * @param words the platform's word for each of ours that there may be; null where it has the same
     * @param optional left out when there is nothing to say
     */
    record Field(String name, String value, boolean amount, Integer max, boolean cut, String forbid, String pattern,
            Map<String, String> words, boolean optional) {}

    record Signature(String algorithm, String template) {}

    /**
     * @param decides what it says is true, when it is signed; otherwise it is a hint
     * @param also fields that are signed and say nothing else
     * @param states our word for a state, and the platform's for the same; case does not count
     * @param otherwise our word for every other
     * @param types our word for a kind of payment, and the platform's
     * @param test null where a message does not say whether it was play money
     */
    record Message(
            boolean decides,
            Fields fields,
            List<String> also,
            Signature signature,
            Map<String, List<String>> states,
            String otherwise,
            Map<String, List<String>> types,
            Test test) {}

    /**
     * Where a message says whether it was play money.
     *
     * @param play the platform's words for yes
     * @param real and for no
     */
    record Test(String field, List<String> play, List<String> real) {}

    /** The names under which a message says what it says; null for what it does not say. */
    record Fields(
            String reference,
            String operation,
            String approval,
            String amount,
            String currency,
            String state,
            String account,
            String method,
            String signature) {}

    /**
     * @param columns our word for a column, and the names that it may have, in lower case
     * @param states as in a message
     */
    record Report(Map<String, List<String>> columns, Map<String, List<String>> states, String otherwise) {}
}
