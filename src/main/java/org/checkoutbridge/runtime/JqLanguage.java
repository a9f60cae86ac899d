package org.checkoutbridge.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.SingleInputTypedLanguageSupport;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.document.MappingFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The language {@code jq:}, as camel-jq has it: the body or another source is the input, {@code variable("name")} reads an exchange
 * variable, functions in the registry can be called. Three things are ours: an expression that ends in {@code .jq} is a file, read
 * again when it has changed; documents come out as plain maps, lists and decimals; and {@code test} takes
 * Java's patterns, compiled once.
 *
 * <p>To be dropped when camel-jq can be had for this Camel version (src/docs/adr/0004-jq.md).
 */
public final class JqLanguage extends SingleInputTypedLanguageSupport {

    /** A mapping file and when it was read. */
    private record Loaded(FileTime changed, JsonQuery query) {}

    private static final Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.mappings");
    private static final int MAX_PATTERNS = 1_000;
    private static final ThreadLocal<Exchange> CURRENT = new ThreadLocal<>();

    private final Map<Path, Loaded> files = new ConcurrentHashMap<>();
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private volatile Scope scope;

    @Override
    public Expression createExpression(Expression source, String text, Object[] properties) {
        Scope root = scope();
        boolean file = text.endsWith(".jq");
        Path path = file ? Path.of(text) : null;
        JsonQuery inline = file ? null : compiled(text, text);
        if (file) {
            query(path); // a mapping that does not compile stops the start, not the first order
        }
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return run(exchange, root, file ? query(path) : inline, input(source.evaluate(exchange, Object.class)), text);
            }

            @Override
            public String toString() {
                return "jq[" + text + "]";
            }
        };
    }

    private static Object run(Exchange exchange, Scope root, JsonQuery query, JsonNode input, String name) {
        List<JsonNode> results = new ArrayList<>();
        Exchange outer = CURRENT.get();
        CURRENT.set(exchange);
        try {
            query.apply(Scope.newChildScope(root), input, results::add);
        } catch (JsonQueryException e) {
            throw new MappingFailure(name, e.getMessage());
        } finally {
            CURRENT.set(outer);
        }
        return results.size() == 1 ? Json.plain(results.get(0)) : results.isEmpty() ? null : results.stream().map(Json::plain).toList();
    }

    private JsonQuery query(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            Loaded loaded = files.get(file);
            if (loaded == null || !loaded.changed.equals(changed)) {
                loaded = new Loaded(changed, compiled(Files.readString(file), file, loaded));
                files.put(file, loaded);
            }
            return loaded.query;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** What is edited badly while the bridge runs is not used: the mapping stays as it was. */
    private static JsonQuery compiled(String text, Path file, Loaded before) {
        try {
            return compiled(text, file.toString());
        } catch (MappingFailure e) {
            if (before == null) {
                throw e;
            }
            LOG.warn("{}. The mapping stays as it was.", e.getMessage());
            return before.query;
        }
    }

    private static JsonQuery compiled(String text, String name) {
        try {
            return JsonQuery.compile(text, Versions.JQ_1_6);
        } catch (JsonQueryException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage(); // the message repeats the whole text
            throw new MappingFailure(name, reason.lines().findFirst().orElse("is no jq"));
        }
    }

    private synchronized Scope scope() {
        if (scope == null) {
            Scope root = Scope.newEmptyScope();
            BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, root);
            root.addFunction("variable", 1, (in, args, input, path, output, version) ->
                    args.get(0).apply(in, input, name -> output.emit(tree(CURRENT.get().getVariable(name.asText())), null)));
            root.addFunction("test", 1, (in, args, input, path, output, version) -> args.get(0).apply(in, input, pattern ->
                    output.emit(BooleanNode.valueOf(pattern(pattern.asText()).matcher(input.asText()).find()), null)));
            getCamelContext().getRegistry().findByTypeWithName(Function.class).forEach((name, function) -> {
                int slash = name.indexOf('/');
                root.addFunction(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)), function);
            });
            scope = root;
        }
        return scope;
    }

    /** jq compiles a pattern for every test; ours stand in mappings, and are few. */
    private Pattern pattern(String text) {
        if (patterns.size() > MAX_PATTERNS) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(text, Pattern::compile);
    }

    /** The input of an expression: JSON in a text is read. What only begins like JSON is a text: strangers write what they like. */
    private static JsonNode input(Object value) {
        if (value instanceof byte[] bytes) {
            return parsed(new String(bytes, StandardCharsets.UTF_8));
        }
        return value instanceof String text && looksLikeJson(text) ? parsed(text) : tree(value);
    }

    private static JsonNode tree(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        boolean data = value instanceof CharSequence || value instanceof Number || value instanceof Boolean || value instanceof Map
                || value instanceof Iterable || value instanceof Record;
        return data ? Json.node(value) : NullNode.getInstance(); // a stream, a request: nothing to map
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[") || start.equals("null");
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.tree(text);
        } catch (IOException e) {
            return TextNode.valueOf(text);
        }
    }
}
