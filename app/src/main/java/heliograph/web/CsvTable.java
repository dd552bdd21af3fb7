package heliograph.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.journal.Entry;
import heliograph.journal.EntryId;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Messages as CSV (RFC 4180): a column for each field that the hub knows, and one for the others,
/// as JSON.
///
/// Spreadsheets run what looks like a formula, and messages come from anywhere: such a cell gets an
/// apostrophe in front (OWASP, "CSV injection").
final class CsvTable implements MessageFormat.Writer {
    private static final List<String> COLUMNS =
            List.of("id", "time", "received", "source", "level", "content");
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final OutputStream body;

    CsvTable(OutputStream body) throws IOException {
        this.body = body;
        body.write((String.join(",", COLUMNS) + ",fields\r\n").getBytes(US_ASCII));
    }

    @Override
    public void write(Entry entry) throws IOException {
        Map<String, String> known = new HashMap<>();
        StringJoiner others = new StringJoiner(",", "{", "}").setEmptyValue("");
        for (JsonFields.Field field : JsonFields.of(entry.json())) {
            if (COLUMNS.contains(field.name())) {
                known.put(field.name(), field.text());
            } else {
                others.add(JsonFields.quoted(field.name()) + ":" + field.json());
            }
        }
        known.putIfAbsent("received", known.getOrDefault("time", "")); // it is the arrival then
        StringJoiner row = new StringJoiner(",", "", "\r\n");
        for (String column : COLUMNS) row.add(cell(known.getOrDefault(column, "")));
        body.write(row.add(cell(others.toString())).toString().getBytes(UTF_8));
    }

    private static String cell(String text) {
        if (text.isEmpty()) return text;
        String safe = FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end(Optional<EntryId> next) {
        // A header has said it.
    }
}
