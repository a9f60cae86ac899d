package org.checkoutbridge.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.List;

/** Orders of the ERP, each of them new. */
public final class Orders implements Requests {

    private static final int DIGITS = 8;

    private final String prefix;
    private final byte[] whole;
    private final int idAt;
    private int sent;

    /** @param prefix of the orders' ids */
    public Orders(String prefix, String erpKey) {
        this.prefix = prefix;
        String id = id(0);
        String body = """
                {"orderId": "%s", "currency": "ARS",
                 "customer": {"name": "Maria Jose Pena", "email": "mariajose.pena@example.com", "identification": "30123456"},
                 "items": [
                   {"sku": "CAF-500", "description": "Cafe molido 500 g", "quantity": "2", "unitPrice": "7624.38", "taxRate": "21"},
                   {"description": "Club del cafe", "type": "subscription", "reference": "subscriptionUid1", "total": "0.00"}],
                 "shipping": "3201.74", "total": "18450.50"}""".formatted(id);
        String text = "POST /erp/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + erpKey
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        this.whole = text.getBytes(StandardCharsets.US_ASCII);
        this.idAt = text.indexOf(id);
    }

    private String id(int number) {
        return prefix + "-" + "%0".concat(DIGITS + "d").formatted(number);
    }

    /** The references of the first checkouts of so many orders. */
    public List<String> references() {
        return IntStream.range(0, sent).mapToObj(number -> id(number) + "-A1").toList();
    }

    @Override
    public int next(ByteBuffer to) {
        to.put(whole);
        int at = idAt + prefix.length() + 1 + DIGITS;
        for (int rest = sent; rest > 0; rest /= 10) {
            to.put(--at, (byte) ('0' + rest % 10));
        }
        return sent++;
    }
}
