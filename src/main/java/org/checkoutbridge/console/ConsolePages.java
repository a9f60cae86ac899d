package org.checkoutbridge.console;

import freemarker.template.TemplateMethodModelEx;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkoutbridge.page.Readable;
import org.checkoutbridge.page.Templates;

/** The console's pages, each in the language of who reads it. */
public final class ConsolePages {

    private final Templates site;
    private final Templates words;
    private final ZoneId zone;

    /**
     * @param site the templates of all pages
     * @param words of the console: {@code en} and {@code es}
     */
    public ConsolePages(Templates site, Templates words, String timeZone) {
        this.site = site;
        this.words = words;
        this.zone = ZoneId.of(timeZone);
    }

    /**
     * @param template in {@code config/pages}
     * @param page what it shows
     * @param reader who reads it: {@code language}, and what else the door knows
     */
    public String render(String template, Map<String, Object> page, Map<String, Object> reader) {
        String language = (String) reader.get("language");
        Map<String, String> say = words.in(language).words();
        Readable readable = new Readable(Locale.forLanguageTag("es".equals(language) ? "es-AR" : "en"), zone);
        Map<String, Object> model = new HashMap<>(page);
        model.put("reader", reader);
        model.put("language", language);
        model.put("zone", zone.getId());
        model.put("say", say);
        // a word by what is only known now; one that nobody has written down is shown as it is
        model.put("word", (TemplateMethodModelEx) given -> say.getOrDefault(given.get(0) + "." + given.get(1), given.get(1).toString()));
        model.put("moment", (TemplateMethodModelEx) given -> readable.clock(given.get(0)));
        model.put("money", (TemplateMethodModelEx) given -> readable.amount(new BigDecimal(given.get(0).toString()), given.get(1).toString()));
        model.put("age", (TemplateMethodModelEx) ConsolePages::age);
        return site.render(template, model);
    }

    /** A time in its largest unit: {@code 3 d}, {@code 5 h}, {@code 12 min}. */
    private static String age(List<?> seconds) {
        Duration age = Duration.ofSeconds(new BigDecimal(seconds.get(0).toString()).longValue());
        return age.toDays() > 0 ? age.toDays() + " d" : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
