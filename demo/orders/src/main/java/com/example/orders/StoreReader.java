package com.example.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Reads the active partitions of a store that are on this instance. All keys of this application are strings.
 *
 * <p>{@code window} takes {@code timeFrom} and {@code timeTo}, milliseconds of window starts, both inclusive. The usual {@code timeTo} is
 * now, and the usual {@code timeFrom} a day before it: the store's cache looks into every segment of the time that it is asked for, and from
 * 1970 on these are millions.
 */
final class StoreReader {
    private static final int MOST_ROWS = 1000;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private final KafkaStreams streams;

    StoreReader(KafkaStreams streams) {
        this.streams = streams;
    }

    Object read(String store, String what, Map<String, String> query) {
        int limit = (int) Math.min(number(query, "limit", MOST_ROWS), MOST_ROWS);
        switch (what) {
            case "get": {
                Object value = keyValue(store).get(needed(query, "key"));
                Map<String, Object> row = row(null, value);
                row.remove("key");
                row.put("found", value != null);
                return row;
            }
            case "metadata": {
                KeyQueryMetadata metadata = streams.queryMetadataForKey(store, needed(query, "key"), new StringSerializer());
                return IqServer.map("partition", metadata.partition(), "active", IqServer.host(metadata.activeHost()),
                    "standby", metadata.standbyHosts().stream().map(IqServer::host).toList());
            }
            case "all":
                return IqServer.map("rows", rows(keyValue(store).all(), limit));
            case "range":
                return IqServer.map("rows", rows(keyValue(store).range(query.get("from"), query.get("to")), limit));
            case "count":
                return IqServer.map("approximate", keyValue(store).approximateNumEntries());
            case "window": {
                long last = number(query, "timeTo", System.currentTimeMillis());
                Instant from = Instant.ofEpochMilli(number(query, "timeFrom", Math.max(0, last - DAY)));
                Instant to = Instant.ofEpochMilli(last);
                ReadOnlyWindowStore<String, Object> windows = get(store, QueryableStoreTypes.windowStore());
                String key = query.get("key");
                return IqServer.map("rows", windows(key == null ? windows.fetchAll(from, to) : windows.fetch(key, key, from, to), limit));
            }
            case "session": {
                ReadOnlySessionStore<String, Object> sessions = get(store, QueryableStoreTypes.sessionStore());
                return IqServer.map("rows", windows(sessions.fetch(needed(query, "key")), limit));
            }
            default:
                throw new IllegalArgumentException("stores answer get, all, range, count, window and session; not " + what);
        }
    }

    /** keyValue, window or session; "unknown" where the library lets nobody ask, or no active partition is here. */
    String kind(String store) {
        if (answers(() -> keyValue(store).approximateNumEntries())) {
            return "keyValue";
        }
        Instant now = Instant.now();
        if (answers(() -> this.<ReadOnlyWindowStore<String, Object>>get(store, QueryableStoreTypes.windowStore()).fetch("", now, now).close())) {
            return "window";
        }
        if (answers(() -> this.<ReadOnlySessionStore<String, Object>>get(store, QueryableStoreTypes.sessionStore()).fetch("").close())) {
            return "session";
        }
        return "unknown";
    }

    private static boolean answers(Runnable question) {
        try {
            question.run();
            return true;
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }

    private ReadOnlyKeyValueStore<String, Object> keyValue(String store) {
        return get(store, QueryableStoreTypes.keyValueStore());
    }

    private <T> T get(String store, QueryableStoreType<T> type) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, type));
    }

    private static List<Object> rows(KeyValueIterator<String, Object> all, int limit) {
        List<Object> rows = new ArrayList<>();
        try (all) {
            while (all.hasNext() && rows.size() < limit) {
                KeyValue<String, Object> next = all.next();
                rows.add(row(next.key, next.value));
            }
        }
        return rows;
    }

    private static List<Object> windows(KeyValueIterator<Windowed<String>, Object> all, int limit) {
        List<Object> rows = new ArrayList<>();
        try (all) {
            while (all.hasNext() && rows.size() < limit) {
                KeyValue<Windowed<String>, Object> next = all.next();
                Map<String, Object> row = row(next.key.key(), next.value);
                row.put("start", next.key.window().start());
                row.put("end", next.key.window().end());
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, Object> row(String key, Object value) {
        if (value instanceof ValueAndTimestamp<?> stamped) {
            return IqServer.map("key", key, "value", stamped.value(), "timestamp", stamped.timestamp());
        }
        return IqServer.map("key", key, "value", value);
    }

    private static String needed(Map<String, String> query, String name) {
        String value = query.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the parameter " + name + " is missing");
        }
        return value;
    }

    private static long number(Map<String, String> query, String name, long otherwise) {
        String text = query.get(name);
        try {
            long value = text == null ? otherwise : Long.parseLong(text);
            if (value < 0) {
                throw new IllegalArgumentException(name + " must not be negative");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + text, e);
        }
    }
}
