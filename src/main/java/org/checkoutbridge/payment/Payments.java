package org.checkoutbridge.payment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;

/** The payment rules of every configured gateway, for routes: documents in, a {@link Decision} as a document out. */
public final class Payments {

    private final Map<String, PaymentRules> byGateway = new HashMap<>();

    /**
     * @param tables folder of {@code lifecycle.csv} and {@code fold.csv}; each gateway's folder has its {@code status-codes.csv}
     * @throws IllegalArgumentException naming file and line, if a table is wrong
     */
    public Payments(String tables, Gateways gateways, CheckSchedule schedule, MoneyCheck money) {
        Lifecycle lifecycle = new Lifecycle(Path.of(tables, "lifecycle.csv"));
        Fold fold = new Fold(Path.of(tables, "fold.csv"));
        for (Gateway gateway : gateways.all()) {
            byGateway.put(gateway.name(), new PaymentRules(
                    new StatusCodes(gateway.folder().resolve("status-codes.csv")), lifecycle, fold, schedule, money,
                    new Holds(gateway.couponHold(), gateway.authorizationHold())));
        }
    }

    /**
     * @param checkout a locked row of the ledger
     * @param operations its operations, oldest first
     * @param event a canonical payment event
     * @throws IllegalArgumentException if a document does not have the form that it should
     */
    public Map<String, Object> decide(Map<String, Object> checkout, List<?> operations, Map<String, Object> event) {
        Checkout locked = Json.read(checkout, Checkout.class);
        return Json.document(byGateway.get(locked.gateway())
                .decide(locked, Json.readAll(operations, Operation.class), Json.read(event, PaymentEvent.class)));
    }
}
