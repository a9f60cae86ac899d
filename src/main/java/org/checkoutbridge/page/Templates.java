package org.checkoutbridge.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.checkoutbridge.document.MappingFailure;

/**
 * FreeMarker templates of one folder with the words of one locale beside them ({@code <folder>/<locale>/words.properties}).
 * {@code .ftlh} escapes HTML by itself. Templates and words are read again when they have changed.
 */
public final class Templates {

    private final Configuration engine;
    private final String folder;
    private final Path words;
    private final Locale locale;
    private final Brand brand;
    private final Map<String, Templates> others = new ConcurrentHashMap<>();

    /**
     * @param folder of the templates
     * @param locale as a language tag: {@code es-AR}
     * @throws IllegalArgumentException if there are no words for the locale
     */
    public Templates(String folder, String locale, Brand brand) {
        this.folder = folder;
        this.words = Path.of(folder, locale, "words.properties");
        this.locale = Locale.forLanguageTag(locale);
        this.brand = brand;
        if (!Files.exists(words)) {
            throw new IllegalArgumentException(words + " is missing");
        }
        engine = new Configuration(Configuration.VERSION_2_3_34);
        try {
            engine.setDirectoryForTemplateLoading(new File(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
        engine.setDefaultEncoding(StandardCharsets.UTF_8.name());
        engine.setURLEscapingCharset(StandardCharsets.UTF_8.name());
        engine.setLocale(this.locale);
        engine.setRecognizeStandardFileExtensions(true);
        engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        engine.setLogTemplateExceptions(false);
        engine.setWrapUncheckedExceptions(true);
        engine.setAPIBuiltinEnabled(false);
        engine.setNewBuiltinClassResolver(freemarker.core.TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    }

    /** The same templates in another language; empty: in this one. */
    public Templates in(String language) {
        return language.isEmpty() || language.equals(locale.toLanguageTag()) ? this
                : others.computeIfAbsent(language, tag -> new Templates(folder, tag, brand));
    }

    /**
     * @param template file name; {@code .ftlh} gives HTML, {@code .ftl} plain text
     * @param model what the template shows; {@code words}, {@code locale} and {@code brand} are added
     * @throws UncheckedIOException if the template cannot be read
     * @throws MappingFailure if it does not fit the model; the message names file and line
     */
    public String render(String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("words", words());
        all.put("locale", locale.toLanguageTag());
        all.put("brand", brand.model());
        try {
            StringWriter text = new StringWriter();
            engine.getTemplate(template, locale).process(all, text);
            return text.toString();
        } catch (TemplateException e) {
            throw new MappingFailure(e.getTemplateSourceName() + ", line " + e.getLineNumber(), e.getBlamedExpressionString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The locale's words by key. */
    public Map<String, String> words() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(words, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(words + " cannot be read", e);
        }
        Map<String, String> byKey = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> byKey.put(key, properties.getProperty(key)));
        return byKey;
    }

    public Locale locale() {
        return locale;
    }
}
