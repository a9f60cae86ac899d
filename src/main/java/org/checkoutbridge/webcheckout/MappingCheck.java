package org.checkoutbridge.webcheckout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be known to be wrong with a mapping before a buyer finds out. */
final class MappingCheck {

    /** Our words for states: those of {@code status-codes.csv} of every platform with a webcheckout. */
    static final Set<String> STATES = Set.of("approved", "declined", "pending", "expired", "error", "reversed", "review");

    /** What a form's values may be made from, beside the settings. */
    private static final Set<String> SOURCES = Set.of("order.orderId", "order.total", "order.currency", "order.customer.name",
            "order.customer.email", "order.customer.phone", "order.customer.identification", "order.customer.documentType",
            "order.taxSplit.base", "order.taxSplit.tax", "checkout.reference", "links.return", "links.confirmation", Form.SIGNATURE);

    private static final Set<String> TYPES = Set.of("card", "cash", "transfer");
    private static final Set<String> COLUMNS = Set.of("reference", "operation", "approval", "amount", "currency", "state", "account");
    private static final Set<String> NEEDED_COLUMNS = Set.of("reference", "operation", "amount", "state");

    private final List<String> wrong = new ArrayList<>();
    private final Mapping mapping;

    private MappingCheck(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Everything that is wrong, each with its place. */
    static List<String> problems(Mapping mapping) {
        MappingCheck check = new MappingCheck(mapping);
        check.all();
        return check.wrong;
    }

    private void all() {
        for (String setting : List.of(Webcheckout.CHECKOUT, Webcheckout.ACCOUNT, Recipe.SECRET)) {
            expect(mapping.settings() != null && mapping.settings().containsKey(setting), "settings: there is no " + setting);
        }
        expect(mapping.amounts() != null && mapping.amounts().currency() != null, "amounts: there is no currency");
        if (mapping.form() == null || mapping.form().fields() == null) {
            wrong.add("form: there are no fields");
        } else if (wrong.isEmpty()) {
            form(mapping.form());
        }
        if (mapping.messages() != null) {
            mapping.messages().forEach((name, message) -> message(message, "messages/" + name + ": "));
        }
        if (mapping.report() != null) {
            report(mapping.report());
        }
    }

    private void form(Mapping.Form form) {
        Set<String> names = new HashSet<>();
        Set<String> optional = new HashSet<>();
        Set<String> known = Stream.concat(SOURCES.stream(), mapping.settings().keySet().stream().filter(name -> !name.equals(Recipe.SECRET))
                .map(name -> "settings." + name)).collect(Collectors.toCollection(TreeSet::new));
        for (Mapping.Field field : form.fields()) {
            String place = "form/" + field.name() + ": ";
            expect(field.name() != null && names.add(field.name()), place + "stands twice, or has no name");
            expect(field.value() != null, place + "has no value");
            template(place, field.value(), known, "nothing that a form can be filled with");
            if (field.optional()) {
                optional.add(field.name());
            }
        }
        long signatures = form.fields().stream().filter(field -> ("{" + Form.SIGNATURE + "}").equals(field.value())).count();
        expect(signatures == 1, "form: one field is the {" + Form.SIGNATURE + "}, and not " + signatures);
        names.removeIf(optional::contains);
        names.add(Recipe.SECRET);
        recipe("form/signature: ", form.signature(), names, "no field of the form that is always there");
    }

    private void message(Mapping.Message message, String place) {
        Mapping.Fields fields = message.fields();
        if (fields == null || fields.reference() == null || fields.state() == null || fields.signature() == null || fields.amount() == null) {
            wrong.add(place + "fields needs reference, amount, state and signature");
            return;
        }
        Set<String> names = Stream.of(fields.reference(), fields.operation(), fields.approval(), fields.amount(), fields.currency(),
                fields.state(), fields.account(), fields.method()).filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
        names.addAll(list(message.also()));
        names.addAll(List.of(Recipe.SECRET, Webcheckout.ACCOUNT));
        Recipe recipe = recipe(place + "signature: ", message.signature(), names, "no field of this message");
        if (recipe != null) {
            expect(!message.decides() || recipe.names().contains(fields.state()),
                    place + "its signature does not cover " + fields.state() + ": it may be a hint, and may not decide");
            expect(recipe.names().contains(fields.reference()) && recipe.names().contains(fields.amount()),
                    place + "its signature does not cover " + fields.reference() + " and " + fields.amount());
        }
        states(place, message.states(), message.otherwise());
        if (message.types() != null) {
            expect(TYPES.containsAll(message.types().keySet()), place + "types are " + sorted(TYPES));
        }
        if (message.test() != null) {
            expect(message.test().field() != null && !list(message.test().play()).isEmpty() && !list(message.test().real()).isEmpty(),
                    place + "test needs field, and the words for play and real money");
        }
    }

    private void report(Mapping.Report report) {
        Set<String> columns = report.columns() == null ? Set.of() : report.columns().keySet();
        expect(COLUMNS.containsAll(columns), "report: columns are " + sorted(COLUMNS));
        expect(columns.containsAll(NEEDED_COLUMNS), "report: needed are the columns " + sorted(NEEDED_COLUMNS));
        states("report: ", report.states(), report.otherwise());
    }

    private void states(String place, Map<String, List<String>> states, String otherwise) {
        Set<String> words = new HashSet<>();
        if (states == null || states.isEmpty()) {
            wrong.add(place + "there are no states");
            return;
        }
        states.forEach((state, theirs) -> {
            expect(STATES.contains(state), place + "'" + state + "' is no state; there are: " + sorted(STATES));
            list(theirs).forEach(word -> expect(words.add(word.toLowerCase(Locale.ROOT)), place + "'" + word + "' is said to mean two states"));
        });
        expect(Set.of("review", "pending").contains(String.valueOf(otherwise)), place + "otherwise is review or pending: what is unknown is never approved");
    }

    private Recipe recipe(String place, Mapping.Signature signature, Collection<String> names, String otherwise) {
        if (signature == null) {
            wrong.add(place + "there is none");
            return null;
        }
        try {
            Recipe recipe = new Recipe(signature.algorithm(), signature.template());
            recipe.names().forEach(name -> expect(names.contains(name), place + "{" + name + "} is " + otherwise));
            return recipe;
        } catch (IllegalArgumentException e) {
            wrong.add(place + e.getMessage());
            return null;
        }
    }

    private void template(String place, String text, Collection<String> names, String otherwise) {
        try {
            new Template(String.valueOf(text)).names().forEach(name -> expect(names.contains(name), place + "{" + name + "} is " + otherwise));
        } catch (IllegalArgumentException e) {
            wrong.add(place + e.getMessage());
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }

    private static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list;
    }
}
