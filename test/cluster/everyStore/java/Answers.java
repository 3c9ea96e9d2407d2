package everystore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.query.MultiVersionedKeyQuery;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.VersionedRecord;
import org.apache.kafka.streams.state.VersionedRecordIterator;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Asks the application's own interactive queries and writes the answers down, a line of JSON for each question and partition. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class Answers {
  private static final int SOME_KEYS = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaStreams streams;
  private final int partitions;
  /** There is no walk over a versioned store: these are asked for. */
  private final List<?> versionedKeys;
  private final PrintStream out;

  Answers(KafkaStreams streams, int partitions, List<?> versionedKeys, PrintStream out) {
    this.streams = streams;
    this.partitions = partitions;
    this.versionedKeys = versionedKeys;
    this.out = out;
  }

  void ask(Shape shape) throws Exception {
    for (int partition = 0; partition < (shape.form().equals("global") ? 1 : partitions); partition++) {
      switch (shape.form()) {
        case "keyValue", "timestamped", "global", "headers", "subscription" -> keyValue(shape, partition);
        case "window", "timestampedWindow", "headersWindow" -> window(shape, partition);
        case "session", "headersSession" -> session(shape, partition);
        case "versioned" -> versioned(shape, partition);
        case "suppress" -> {} // the walker answers
        default -> throw new IllegalArgumentException(shape.form());
      }
    }
  }

  private <T> T store(Shape shape, int partition, QueryableStoreType<T> type) {
    StoreQueryParameters<T> parameters = StoreQueryParameters.fromNameAndType(shape.name(), type);
    return streams.store(shape.form().equals("global") ? parameters : parameters.withPartition(partition));
  }

  private void keyValue(Shape shape, int partition) throws Exception {
    QueryableStoreType type =
        switch (shape.form()) {
          case "headers" -> (QueryableStoreType) QueryableStoreTypes.class.getMethod("timestampedKeyValueStoreWithHeaders").invoke(null);
          case "timestamped", "global" -> QueryableStoreTypes.timestampedKeyValueStore();
          default -> QueryableStoreTypes.keyValueStore();
        };
    ReadOnlyKeyValueStore store = (ReadOnlyKeyValueStore) store(shape, partition, type);
    List<Object> keys = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    try (KeyValueIterator<Object, Object> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Object, Object> entry = all.next();
        keys.add(entry.key);
        rows.add(row(shape, entry.key, null, entry.value));
      }
    }
    answer(shape, partition, "all", Map.of(), rows);
    if (shape.form().equals("subscription") || shape.kind().equals("outerJoin")) return;
    for (Object key : some(keys)) {
      Object value = store.get(key);
      answer(shape, partition, "get", asked(shape, key), value == null ? List.of() : List.of(row(shape, key, null, value)));
    }
    if (shape.key().serde() != Shapes.STRING) return;
    String missing = "missing";
    answer(shape, partition, "get", asked(shape, missing), store.get(missing) == null ? List.of() : List.of(row(shape, missing, null, store.get(missing))));
    String[][] ranges = {{"k2", "k55"}, {null, "k10"}, {"k9", null}, {"", "b"}, {"é", null}};
    for (String[] range : ranges) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      arguments.put("from", range[0]);
      arguments.put("to", range[1]);
      try (KeyValueIterator found = store.range(range[0], range[1])) {
        answer(shape, partition, "range", arguments, entries(shape, found));
      }
    }
    for (String prefix : new String[] {"k1", "ab", "other-1", "nothing"})
      try (KeyValueIterator found = store.prefixScan(prefix, new StringSerializer())) {
        answer(shape, partition, "prefix", Map.of("prefix", prefix), entries(shape, found));
      }
  }

  private void window(Shape shape, int partition) throws Exception {
    QueryableStoreType type =
        switch (shape.form()) {
          case "headersWindow" -> (QueryableStoreType) QueryableStoreTypes.class.getMethod("timestampedWindowStoreWithHeaders").invoke(null);
          case "timestampedWindow" -> QueryableStoreTypes.timestampedWindowStore();
          default -> QueryableStoreTypes.windowStore();
        };
    ReadOnlyWindowStore store = (ReadOnlyWindowStore) store(shape, partition, type);
    List<Object> keys = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    long first = Long.MAX_VALUE;
    long last = 0;
    try (KeyValueIterator<Windowed, Object> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Windowed, Object> entry = all.next();
        keys.add(entry.key.key());
        first = Math.min(first, entry.key.window().start());
        last = Math.max(last, entry.key.window().start());
        rows.add(row(shape, entry.key.key(), entry.key, entry.value));
      }
    }
    answer(shape, partition, "all", Map.of(), rows);
    if (keys.isEmpty()) return;
    for (Object key : some(keys))
      for (long[] span : new long[][] {{0, last + 1}, {first + (last - first) / 3, first + 2 * (last - first) / 3}}) {
        List<Object> found = new ArrayList<>();
        try (WindowStoreIterator<Object> windows = store.fetch(key, Instant.ofEpochMilli(span[0]), Instant.ofEpochMilli(span[1]))) {
          while (windows.hasNext()) {
            KeyValue<Long, Object> entry = windows.next();
            Map<String, Object> row = row(shape, key, null, entry.value);
            row.put("start", entry.key);
            found.add(row);
          }
        }
        Map<String, Object> arguments = asked(shape, key);
        arguments.put("from", span[0]);
        arguments.put("to", span[1]);
        answer(shape, partition, "window", arguments, found);
      }
  }

  private void session(Shape shape, int partition) throws Exception {
    QueryableStoreType type =
        shape.form().equals("session")
            ? QueryableStoreTypes.sessionStore()
            : (QueryableStoreType) QueryableStoreTypes.class.getMethod("sessionStoreWithHeaders").invoke(null);
    ReadOnlySessionStore store = (ReadOnlySessionStore) store(shape, partition, type);
    List<Object> keys = new ArrayList<>();
    List<Object> rows = new ArrayList<>();
    try (KeyValueIterator<Windowed, Object> all = store.fetch(null, null)) {
      while (all.hasNext()) {
        KeyValue<Windowed, Object> entry = all.next();
        keys.add(entry.key.key());
        rows.add(row(shape, entry.key.key(), entry.key, entry.value));
      }
    }
    answer(shape, partition, "all", Map.of(), rows);
    for (Object key : some(keys))
      try (KeyValueIterator<Windowed, Object> found = store.fetch(key)) {
        List<Object> sessions = new ArrayList<>();
        while (found.hasNext()) {
          KeyValue<Windowed, Object> entry = found.next();
          sessions.add(row(shape, key, entry.key, entry.value));
        }
        answer(shape, partition, "sessions", asked(shape, key), sessions);
      }
  }

  /** Every key, with all its versions and as of several times. */
  private void versioned(Shape shape, int partition) throws Exception {
    long now = System.currentTimeMillis();
    for (Object key : versionedKeys) {
      List<Object> versions = new ArrayList<>();
      QueryResult<VersionedRecordIterator<Object>> history = query(shape, partition, MultiVersionedKeyQuery.withKey(key).withAscendingTimestamps());
      try (VersionedRecordIterator<Object> found = history.getResult()) {
        while (found.hasNext()) {
          VersionedRecord<Object> version = found.next();
          Map<String, Object> row = row(shape, key, null, version.value());
          row.put("timestamp", version.timestamp());
          row.put("validTo", version.validTo().orElse(null));
          versions.add(row);
        }
      }
      answer(shape, partition, "versions", key(shape, key), versions);
      for (long asOf : new long[] {now, now - 61 * 60_000L, now - 63 * 60_000L, now - 68 * 60_000L, now - 80 * 60_000L}) {
        QueryResult<VersionedRecord<Object>> answer = query(shape, partition, VersionedKeyQuery.withKey(key).asOf(Instant.ofEpochMilli(asOf)));
        List<Object> rows = new ArrayList<>();
        if (answer.getResult() != null) {
          Map<String, Object> row = row(shape, key, null, answer.getResult().value());
          row.put("timestamp", answer.getResult().timestamp());
          rows.add(row);
        }
        Map<String, Object> arguments = key(shape, key);
        arguments.put("asOf", asOf);
        answer(shape, partition, "asOf", arguments, rows);
      }
    }
  }

  private <R> QueryResult<R> query(Shape shape, int partition, org.apache.kafka.streams.query.Query<?> query) {
    StateQueryRequest request = StateQueryRequest.inStore(shape.name()).withQuery(query).withPartitions(Set.of(partition));
    QueryResult<R> result = (QueryResult<R>) streams.query(request).getPartitionResults().get(partition);
    if (result == null || result.isFailure()) throw new IllegalStateException(shape.name() + ": " + (result == null ? "no answer" : result.getFailureMessage()));
    return result;
  }

  private List<Object> entries(Shape shape, KeyValueIterator<Object, Object> found) throws Exception {
    List<Object> rows = new ArrayList<>();
    while (found.hasNext()) {
      KeyValue<Object, Object> entry = found.next();
      rows.add(row(shape, entry.key, null, entry.value));
    }
    return rows;
  }

  private static List<Object> some(List<Object> keys) {
    List<Object> distinct = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Object key : keys) if (seen.add(key instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : key.toString())) distinct.add(key);
    List<Object> some = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i += Math.max(1, distinct.size() / SOME_KEYS)) some.add(distinct.get(i));
    return some;
  }

  /** A key that is asked for, and the partition in which the library's own metadata has it. */
  private Map<String, Object> asked(Shape shape, Object key) throws Exception {
    Map<String, Object> arguments = key(shape, key);
    KeyQueryMetadata metadata = streams.queryMetadataForKey(shape.name(), Values.plainKey(key), ((Serde) shape.key().serde()).serializer());
    arguments.put("home", metadata == null ? null : metadata.partition());
    return arguments;
  }

  private static Map<String, Object> key(Shape shape, Object key) throws Exception {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("key", Values.toJson(key));
    row.put("keyBytes", Values.base64(((Serde) shape.key().serde()).serializer().serialize(shape.topic(), new RecordHeaders(), Values.plainKey(key))));
    return row;
  }

  private static Map<String, Object> row(Shape shape, Object key, Windowed windowed, Object held) throws Exception {
    Map<String, Object> row = key(shape, key);
    if (windowed != null) {
      row.put("start", windowed.window().start());
      row.put("end", windowed.window().end());
    }
    Values.Held parts = Values.held(held);
    row.put("value", Values.toJson(parts.value()));
    if (!shape.form().equals("subscription"))
      row.put("valueBytes", Values.base64(((Serde) shape.value().serde()).serializer().serialize(shape.topic(), new RecordHeaders(), parts.value())));
    row.put("timestamp", parts.timestamp());
    row.put("headers", parts.headers());
    return row;
  }

  private void answer(Shape shape, int partition, String ask, Map<String, Object> arguments, List<?> rows) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "answer");
    line.put("store", shape.name());
    line.put("partition", shape.form().equals("global") ? null : partition);
    line.put("ask", ask);
    line.put("arguments", arguments);
    line.put("rows", rows);
    write(out, line);
  }

  static void write(PrintStream out, Map<String, Object> line) throws Exception {
    String text = JSON.writeValueAsString(line);
    synchronized (out) {
      out.println(text);
    }
  }
}
