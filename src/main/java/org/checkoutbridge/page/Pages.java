package org.checkoutbridge.page;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.gateway.Gateways;

/** The buyer's pages. */
public final class Pages {

    private final Templates site;
    private final Gateways gateways;
    private final ZoneId zone;
    private final Table standings;
    private final boolean writes;

    /**
     * @param mailHost empty: nobody is written to
     * @param mailPolicy who writes to the buyer; pages promise only our own mails
     */
    public Pages(Templates site, Gateways gateways, String timeZone, String mailHost, String mailPolicy) {
        this.site = site;
        this.gateways = gateways;
        this.zone = ZoneId.of(timeZone);
        this.standings = Table.read(Path.of("config/pages/standings.csv"), "standing", "tone", "every", "retry", "written", "onward");
        this.writes = !mailHost.isBlank() && "bridge".equals(mailPolicy);
    }

    /**
     * How a checkout stands.
     *
     * @param view the ledger's view of it: what we know
     * @param hint how the buyer seems to have come back, "left" or "closed", or null; it may choose between words that are true anyway
     */
    public String status(Map<String, Object> view, String hint) {
        Templates templates = templates(view);
        Readable readable = new Readable(templates.locale(), zone);
        Table.Row standing = standing(view, hint);
        Map<String, Object> model = new HashMap<>(view);
        model.put("standing", standing.get("standing"));
        model.put("tone", standing.get("tone"));
        model.put("every", standing.number("every"));
        model.put("retry", standing.yes("retry"));
        model.put("written", writes && standing.yes("written"));
        model.put("goesOn", standing.yes("onward") && view.get("return_to") != null);
        model.put("amount", readable.amount(decimal(view.get("total")), (String) view.get("currency")));
        model.put("expires", view.get("expires_at") == null ? null : readable.time(view.get("expires_at")));
        model.put("held", view.get("hold_until") == null ? null : readable.day(view.get("hold_until")));
        model.put("onward", onward(view));
        return templates.render("status.ftlh", model);
    }

    private Templates templates(Map<String, Object> view) {
        return site.in(gateways.locale((String) view.get("gateway")));
    }

    private Table.Row standing(Map<String, Object> view, String hint) {
        String state = (String) view.get("state");
        if ("WAITING".equals(state) && view.get("payment_url") == null) {
            return standing("PENDING"); // there is no slip to pay with: the platform is busy
        }
        if (!"OPEN".equals(state)) {
            return standing(state);
        }
        if (Boolean.TRUE.equals(view.get("expired"))) {
            return standing("CHECKING");
        }
        if (Boolean.TRUE.equals(view.get("last_failed"))) {
            return standing("FAILED");
        }
        return standing("left".equals(hint) ? "LEFT" : "closed".equals(hint) ? "CLOSED" : state);
    }

    private Table.Row standing(String name) {
        return standings.rows().stream().filter(row -> row.get("standing").equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException(standings.file() + " lacks " + name));
    }

    /**
     * A page that posts a form to the platform: by itself, or by a button where scripts are off.
     *
     * @param form action, and fields with name and value
     * @param view the ledger's view of the checkout
     */
    public String form(Map<String, Object> form, Map<String, Object> view) {
        Templates templates = templates(view);
        Readable readable = new Readable(templates.locale(), zone);
        Map<String, Object> model = new HashMap<>(form);
        model.put("reference", view.get("reference"));
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
