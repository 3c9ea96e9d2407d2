package everystore;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.internals.SessionWindow;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.AggregationWithHeaders;
import org.apache.kafka.streams.state.SessionStoreWithHeaders;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStoreWithHeaders;
import org.apache.kafka.streams.state.TimestampedWindowStoreWithHeaders;
import org.apache.kafka.streams.state.ValueTimestampHeaders;

/** Stores that keep headers: 4.3 and later. */
final class HeaderStores {
  private static final Duration RETENTION = Duration.ofMinutes(30);

  private HeaderStores() {}

  static void add(StreamsBuilder builder, KStream<String, String> events, Shapes shapes) {
    builder.addStateStore(
        Stores.timestampedKeyValueStoreWithHeadersBuilder(Stores.persistentTimestampedKeyValueStoreWithHeaders("kv-headers"), Serdes.String(), Serdes.String()));
    shapes.add("kv-headers", "timestampedKeyValue", "headers", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "events");
    builder.addStateStore(
        Stores.timestampedWindowStoreWithHeadersBuilder(
            Stores.persistentTimestampedWindowStoreWithHeaders("window-headers", RETENTION, Duration.ofMinutes(1), false), Serdes.String(), Serdes.String()));
    shapes.add("window-headers", "timestampedWindow", "headersWindow", Shapes.TEXT, Shapes.TEXT, RETENTION.toMillis(), 60_000L, true, false, "events");
    builder.addStateStore(
        Stores.sessionStoreWithHeadersBuilder(Stores.persistentSessionStoreWithHeaders("session-headers", RETENTION), Serdes.String(), Serdes.String()));
    shapes.add("session-headers", "session", "headersSession", Shapes.TEXT, Shapes.TEXT, RETENTION.toMillis(), null, true, false, "events");
    events.process(Writer::new, "kv-headers", "window-headers", "session-headers");
  }

  private static final class Writer extends ContextualProcessor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {
      String value = record.value();
      long start = record.timestamp() - Math.floorMod(record.timestamp(), 60_000L);
      ValueTimestampHeaders<String> held = value == null ? null : ValueTimestampHeaders.make(value, record.timestamp() + 3, record.headers());
      TimestampedKeyValueStoreWithHeaders<String, String> keyed = context().getStateStore("kv-headers");
      keyed.put(record.key(), held);
      TimestampedWindowStoreWithHeaders<String, String> windows = context().getStateStore("window-headers");
      windows.put(record.key(), held, start);
      SessionStoreWithHeaders<String, String> sessions = context().getStateStore("session-headers");
      sessions.put(
          new Windowed<>(record.key(), new SessionWindow(start, start + 5_000)), value == null ? null : AggregationWithHeaders.make(value, record.headers()));
    }
  }
}
