package org.checkoutbridge.page;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The buyer's pages. */
public final class Pages {

    private static final List<String> UNKNOWN_YET = List.of("CREATING", "CREATE_UNKNOWN", "OPEN", "IN_REVIEW", "AUTHORIZED");

    private final Templates templates;
    private final Readable readable;
    private final String merchant;

    public Pages(Templates templates, String timeZone, String merchant) {
        this.templates = templates;
        this.readable = new Readable(templates.locale(), ZoneId.of(timeZone));
        this.merchant = merchant;
    }

    /** How a checkout stands, from the ledger's view of it. */
    public String status(Map<String, Object> view) {
        String state = (String) view.get("state");
        boolean pending = "WAITING".equals(state) && view.get("payment_url") == null; // there is no slip to pay with: the platform is busy
        boolean expired = "OPEN".equals(state) && Boolean.TRUE.equals(view.get("expired"));
        Map<String, Object> model = new HashMap<>(view);
        model.put("standing", expired ? "CHECKING" : pending ? "PENDING" : state);
        model.put("merchant", merchant);
        model.put("amount", readable.amount(decimal(view.get("total")), (String) view.get("currency")));
        model.put("expires", readable.time(view.get("expires_at")));
        model.put("unsettled", pending || UNKNOWN_YET.contains(state));
        model.put("onward", onward(view));
        return templates.render("status.ftlh", model);
    }

    /**
     * A page that posts a form to the platform: by itself, or by a button where scripts are off.
     *
     * @param form action, and fields with name and value
     * @param view the ledger's view of the checkout
     */
    public String form(Map<String, Object> form, Map<String, Object> view) {
        Map<String, Object> model = new HashMap<>(form);
        model.put("reference", view.get("reference"));
        model.put("merchant", merchant);
        model.put("amount", readable.amount(decimal(view.get("total")), (String) view.get("currency")));
        return templates.render("form.ftlh", model);
    }

    /** Where the buyer goes on to, with what happened; null when the order does not say where. */
    private static String onward(Map<String, Object> view) {
        String target = (String) view.get("return_to");
        if (target == null) {
            return null;
        }
        int fragment = target.indexOf('#');
        String base = fragment < 0 ? target : target.substring(0, fragment);
        return base + (base.contains("?") ? "&" : "?") + "reference=" + encoded(view.get("reference")) + "&state=" + encoded(view.get("state"))
                + (fragment < 0 ? "" : target.substring(fragment));
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
