package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which fields messages have, and how often with which values. Bounded: so many fields, and so
/// many different values of all of them together; what comes later is counted without its value.
final class FieldCounts {
    private static final Set<String> LEFT_OUT = Set.of("id", "time", "received", "content");
    private static final int MOST_FIELDS = 200;
    private static final int MOST_VALUES = 20_000;
    private static final int MOST_TOP = 10;
    private static final int LONGEST = 100; // characters of a value

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int sampled;
    private int values;
    private boolean fieldsLeftOut;

    private static final class Field {
        private final Map<String, Integer> byValue = new HashMap<>();
        private int count;
        private boolean valuesLeftOut;
    }

    void add(byte[] message) {
        sampled++;
        for (JsonFields.Field field : JsonFields.of(message)) {
            if (!LEFT_OUT.contains(field.name())) add(field.name(), field);
        }
    }

    private void add(String name, JsonFields.Field field) {
        if (field.isObject()) {
            JsonFields.of(field.json()).forEach(inner -> add(name + "." + inner.name(), inner));
            return;
        }
        if (!fields.containsKey(name) && fields.size() == MOST_FIELDS) {
            fieldsLeftOut = true;
            return;
        }
        count(fields.computeIfAbsent(name, _ -> new Field()), shortened(field.text()));
    }

    private void count(Field field, String value) {
        field.count++;
        if (field.byValue.containsKey(value)) {
            field.byValue.merge(value, 1, Integer::sum);
        } else if (values < MOST_VALUES) {
            field.byValue.put(value, 1);
            values++;
        } else {
            field.valuesLeftOut = true;
        }
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST) return value;
        int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return value.substring(0, end) + "…";
    }

    /// The most frequent fields first, and of each the most frequent values.
    JsonObjectBuilder json() {
        JsonArrayBuilder list = JSON.createArrayBuilder();
        fields.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().count))
                .forEach(entry -> list.add(json(entry.getKey(), entry.getValue())));
        return JSON.createObjectBuilder()
                .add("sampled", sampled)
                .add("fieldsLeftOut", fieldsLeftOut)
                .add("fields", list);
    }

    private static JsonObjectBuilder json(String name, Field field) {
        JsonArrayBuilder top = JSON.createArrayBuilder();
        mostFrequent(field.byValue)
                .forEach(
                        value ->
                                top.add(
                                        JSON.createObjectBuilder()
                                                .add("value", value.getKey())
                                                .add("count", value.getValue())));
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("count", field.count)
                .add("distinct", field.byValue.size())
                .add("valuesLeftOut", field.valuesLeftOut)
                .add("top", top);
    }

    private static List<Map.Entry<String, Integer>> mostFrequent(Map<String, Integer> byValue) {
        Comparator<Map.Entry<String, Integer>> order =
                Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey());
        return byValue.entrySet().stream().sorted(order).limit(MOST_TOP).toList();
    }
}
