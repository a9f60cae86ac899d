package org.checkoutbridge.corpus;

import java.util.Locale;
import java.util.function.Consumer;
import org.checkoutbridge.order.AnyOrder;
import org.checkoutbridge.webcheckout.AnyMessage;
import org.checkoutbridge.webhook.AnyForm;

/** What reads bytes of strangers, and the class that says what holds whatever they are. */
enum Reader {

    FORM_DECODER(AnyForm.class, AnyForm::fuzzerTestOneInput),
    ORDER_PARSER(AnyOrder.class, AnyOrder::fuzzerTestOneInput),
    WEBHOOK_TRANSLATOR(AnyMessage.class, AnyMessage::fuzzerTestOneInput);

    /** Under the name of its one method Jazzer looks for it. */
    private final Class<?> target;

    private final Consumer<byte[]> check;

    Reader(Class<?> target, Consumer<byte[]> check) {
        this.target = target;
        this.check = check;
    }

    /** @throws AssertionError if what must hold does not */
    void check(byte[] sent) {
        check.accept(sent);
    }

    String target() {
        return target.getName();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
