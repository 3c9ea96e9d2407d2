package everystore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/** Stores that a processor writes by itself: what it puts is derived from the record alone, with every serde. */
final class PapiStores {
  static final Duration HALF_HOUR = Duration.ofMinutes(30);
  static final Duration SHORT = Duration.ofMinutes(5);

  private PapiStores() {}

  static void add(StreamsBuilder builder, KStream<String, String> events, Shapes shapes) {
    List<String> names = new ArrayList<>();
    keyValue(builder, shapes, names, "kv-plain", "keyValue", Stores.persistentKeyValueStore("kv-plain"), Shapes.TEXT, Shapes.TEXT, true, false);
    keyValue(builder, shapes, names, "kv-memory", "keyValue", Stores.inMemoryKeyValueStore("kv-memory"), Shapes.TEXT, Shapes.LONG, true, false);
    keyValue(builder, shapes, names, "kv-cached", "keyValue", Stores.persistentKeyValueStore("kv-cached"), Shapes.TEXT, Shapes.DOUBLE, true, true);
    keyValue(builder, shapes, names, "kv-lru", "keyValue", Stores.lruMap("kv-lru", 30), Shapes.TEXT, Shapes.INTEGER, true, false);
    keyValue(builder, shapes, names, "kv-list", "keyValue", Stores.persistentKeyValueStore("kv-list"), Shapes.TEXT, Shapes.TEXTS, true, false);
    keyValue(builder, shapes, names, "kv-uuid", "keyValue", Stores.persistentKeyValueStore("kv-uuid"), Shapes.ID, Shapes.DOUBLE, false, false);
    keyValue(builder, shapes, names, "kv-integer", "keyValue", Stores.persistentKeyValueStore("kv-integer"), Shapes.INTEGER, Shapes.BOOLEAN, false, false);
    keyValue(builder, shapes, names, "kv-bytes", "keyValue", Stores.persistentKeyValueStore("kv-bytes"), Shapes.BYTES, Shapes.BYTES, false, false);
    keyValue(builder, shapes, names, "kv-long-json", "keyValue", Stores.persistentKeyValueStore("kv-long-json"), Shapes.LONG, Shapes.JSON, false, false);
    keyValue(builder, shapes, names, "kv-other-key", "keyValue", Stores.persistentKeyValueStore("kv-other-key"), Shapes.TEXT, Shapes.TEXT, false, false);

    builder.addStateStore(Stores.timestampedKeyValueStoreBuilder(Stores.persistentTimestampedKeyValueStore("kv-timestamped"), Serdes.String(), Serdes.String()));
    shapes.add("kv-timestamped", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "events");
    names.add("kv-timestamped");

    builder.addStateStore(Stores.windowStoreBuilder(Stores.persistentWindowStore("window-papi", HALF_HOUR, Duration.ofMinutes(1), false), Serdes.String(), Serdes.String()));
    shapes.add("window-papi", "window", "window", Shapes.TEXT, Shapes.TEXT, HALF_HOUR.toMillis(), 60_000L, true, false, "events");
    names.add("window-papi");
    builder.addStateStore(Stores.windowStoreBuilder(Stores.inMemoryWindowStore("window-memory", SHORT, Duration.ofMinutes(1), false), Serdes.String(), Serdes.Long()));
    shapes.add("window-memory", "window", "window", Shapes.TEXT, Shapes.LONG, SHORT.toMillis(), 60_000L, true, false, "events");
    names.add("window-memory");
    builder.addStateStore(Stores.windowStoreBuilder(Stores.persistentWindowStore("window-duplicates", HALF_HOUR, Duration.ofMinutes(1), true), Serdes.String(), Serdes.String()));
    shapes.add("window-duplicates", "window", "window", Shapes.TEXT, Shapes.TEXT, HALF_HOUR.toMillis(), 60_000L, true, false, "events");
    names.add("window-duplicates");

    builder.addStateStore(Stores.sessionStoreBuilder(Stores.persistentSessionStore("session-papi", HALF_HOUR), Serdes.String(), Serdes.String()));
    shapes.add("session-papi", "session", "session", Shapes.TEXT, Shapes.TEXT, HALF_HOUR.toMillis(), null, true, false, "events");
    names.add("session-papi");
    builder.addStateStore(Stores.versionedKeyValueStoreBuilder(Stores.persistentVersionedKeyValueStore("versioned-papi", HALF_HOUR), Serdes.String(), Serdes.String()));
    shapes.add("versioned-papi", "versionedKeyValue", "versioned", Shapes.TEXT, Shapes.TEXT, HALF_HOUR.toMillis(), null, true, false, "events");
    names.add("versioned-papi");
    events.process(Writer::new, names.toArray(new String[0]));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void keyValue(
      StreamsBuilder builder,
      Shapes shapes,
      List<String> names,
      String name,
      String kind,
      org.apache.kafka.streams.state.KeyValueBytesStoreSupplier supplier,
      Shape.Coded key,
      Shape.Coded value,
      boolean keyedByInput,
      boolean cached) {
    StoreBuilder store = Stores.keyValueStoreBuilder(supplier, (Serde) key.serde(), (Serde) value.serde());
    builder.addStateStore(cached ? store.withCachingEnabled() : store);
    shapes.add(name, kind, "keyValue", key, value, null, null, keyedByInput, cached, "events");
    names.add(name);
  }

  private static final class Writer extends ContextualProcessor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      String key = record.key();
      String value = record.value();
      long time = record.timestamp();
      boolean gone = value == null;
      int hash = gone ? 0 : value.hashCode();
      keyed("kv-plain").put(key, value);
      keyed("kv-memory").put(key, gone ? null : hash * 1_234_567_891_011L);
      keyed("kv-cached").put(key, gone ? null : hash / 7.0);
      keyed("kv-lru").put(key, gone ? null : hash);
      keyed("kv-list").put(key, gone ? null : hash % 5 == 0 ? List.of() : List.of(value, "", key + "."));
      keyed("kv-uuid").put(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)), gone ? null : hash * 0.25);
      keyed("kv-integer").put(key.hashCode(), gone ? null : hash % 2 == 0);
      keyed("kv-bytes").put(bytes(key.hashCode()), gone ? null : bytes(hash));
      keyed("kv-long-json").put(key.hashCode() * 3_000_000_019L, gone ? null : "{\"text\":\"" + hash + "\",\"list\":[1,2.5,null,true]}");
      if (!gone) keyed("kv-other-key").put("other-" + Math.floorMod(hash, 20), key);
      TimestampedKeyValueStore<String, String> timestamped = context().getStateStore("kv-timestamped");
      timestamped.put(key, gone ? null : ValueAndTimestamp.make(value, time + 7));

      long start = time - Math.floorMod(time, 60_000L);
      windowed("window-papi").put(key, value, start);
      windowed("window-memory").put(key, gone ? null : (long) hash, start);
      windowed("window-duplicates").put(key, value, start);
      SessionStore<String, Object> sessions = context().getStateStore("session-papi");
      sessions.put(new Windowed<>(key, new SessionWindow(start, start + Math.floorMod(key.hashCode(), 3) * 20_000L)), value);
      VersionedKeyValueStore<String, String> versions = context().getStateStore("versioned-papi");
      versions.put(key, value, time);
    }

    private KeyValueStore<Object, Object> keyed(String name) {
      return context().getStateStore(name);
    }

    private WindowStore<String, Object> windowed(String name) {
      return context().getStateStore(name);
    }

    /** Of several lengths, also none; no text. */
    private static byte[] bytes(int seed) {
      byte[] bytes = new byte[Math.floorMod(seed, 12)];
      new java.util.Random(seed).nextBytes(bytes);
      return bytes;
    }
  }
}
