package org.checkoutbridge.webcheckout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads a platform's list of transactions: CSV with a header (RFC 4180; the separator is told by the header), in UTF-8 or, where that does
 * not fit, ISO-8859-1. Each row stands or falls by itself, also one that is no CSV.
 */
final class ReportReader {

    private static final long MAX_BYTES = 16 * 1024 * 1024;

    /** A cell in quotes may go on in the next lines; a quote too many must not swallow the rest of the file. */
    private static final int MAX_LINES_OF_A_ROW = 8;

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.WRAP_AS_ARRAY)
            .build();

    private final Mapping.Report report;
    private final String gateway;
    private final String account;

    /** @param account ours, as the platform knows it */
    ReportReader(Mapping.Report report, String gateway, String account) {
        this.report = report;
        this.gateway = gateway;
        this.account = account;
    }

    /**
     * @return for each row its reference and a canonical payment event, or a problem; for a file that is no report one problem
     * @throws IOException if it cannot be read
     */
    List<Map<String, Object>> read(File file) throws IOException {
        if (file.length() > MAX_BYTES) {
            return List.of(problem(null, "the file is larger than " + MAX_BYTES + " bytes"));
        }
        String text = text(Files.readAllBytes(file.toPath()));
        if (text.isBlank()) {
            return List.of(problem(null, "there is no row in it"));
        }
        List<String> lines = text.lines().toList();
        int next = 0;
        while (lines.get(next).isBlank()) {
            next++;
        }
        ObjectReader csv = CSV.readerFor(String[][].class).with(CsvSchema.emptySchema().withColumnSeparator(separator(lines.get(next))));
        List<String> header = row(csv, lines.get(next++));
        if (header == null) {
            return List.of(problem(null, "its header is no CSV"));
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        while (next < lines.size()) {
            int first = next++;
            if (lines.get(first).isBlank()) {
                continue;
            }
            List<String> row = row(csv, lines.get(first));
            for (int last = first + 1; row == null && last < Math.min(lines.size(), first + MAX_LINES_OF_A_ROW); last++) {
                row = row(csv, String.join("\n", lines.subList(first, last + 1)));
                next = row == null ? next : last + 1;
            }
            if (row == null || row.size() > header.size()) {
                entries.add(problem(null, "line " + (first + 1) + " is no CSV, or has more cells than the header"));
            } else {
                entries.add(entry(cells(header, row)));
            }
        }
        return entries.isEmpty() ? List.of(problem(null, "there is no row in it")) : entries;
    }

    /** Null when it is no row of CSV. */
    private static List<String> row(ObjectReader csv, String text) throws IOException {
        try {
            String[][] rows = csv.readValue(text);
            return rows.length == 1 ? Arrays.asList(rows[0]) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Map<String, String> cells(List<String> header, List<String> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            cells.putIfAbsent(header.get(i), row.get(i));
        }
        return cells;
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static char separator(String header) {
        return Stream.of(',', ';', '\t').max(Comparator.comparingLong(each -> header.chars().filter(c -> c == each).count())).orElse(',');
    }

    private Map<String, Object> entry(Map<String, String> row) {
        String reference = cell(row, "reference");
        BigDecimal amount = AmountText.told(cell(row, "amount"));
        String operation = MessageReader.word(cell(row, "operation"));
        String theirs = cell(row, "account");
        if (MessageReader.word(reference) == null) {
            return problem(null, "has no reference");
        } else if (cell(row, "state") == null) {
            return problem(reference, "has no state");
        } else if (operation == null) {
            return problem(reference, "has no operation");
        } else if (amount == null) {
            return problem(reference, "has no amount in plain digits");
        } else if (theirs != null && !Objects.equals(theirs, account)) {
            return problem(reference, "is about another account");
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "operation");
        event.put("source", "report");
        event.put("evidence", "queried");
        event.put("gateway", gateway);
        event.put("reference", reference);
        event.put("operation_id", operation);
        event.put("kind", "payment");
        event.put("status_code", Words.state(report.states(), cell(row, "state"), report.otherwise()));
        event.put("total", amount);
        event.put("checkout_total", amount);
        event.put("currency", MessageReader.word(cell(row, "currency")));
        event.put("approval_number", MessageReader.word(cell(row, "approval")));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("reference", reference);
        entry.put("event", event);
        return entry;
    }

    private static Map<String, Object> problem(String reference, String problem) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("reference", reference);
        entry.put("problem", problem);
        return entry;
    }

    /** What a column says, under any of its names; null for nothing. */
    private String cell(Map<String, String> row, String column) {
        List<String> names = report.columns().getOrDefault(column, List.of());
        return row.entrySet().stream()
                .filter(cell -> cell.getKey() != null && names.contains(cell.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }
}
