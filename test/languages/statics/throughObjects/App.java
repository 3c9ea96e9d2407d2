package statics.throughObjects;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.KeyValueStore;

/** A static method may be called on an object, which it knows nothing of (JLS 15.12.4.1). */
public class App {
  static Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized() {
    return Materialized.with(Serdes.String(), Serdes.Long());
  }

  static Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized(String name) {
    return materialized().as(name);
  }

  static Grouped<String, String> grouped(String name) {
    return Grouped.<String, String>as("dropped").as(name);
  }

  static void build(StreamsBuilder builder) {
    Consumed<String, String> consumed = Consumed.with(Serdes.String(), Serdes.String());
    builder.stream("in", consumed).groupBy((k, v) -> v, grouped("kept")).count(materialized("counted"));
    builder.stream("more", consumed.as("dropped").with(Serdes.String(), Serdes.String())).groupByKey().count(
        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("dropped").with(Serdes.String(), Serdes.Long()));
    TimeWindows windows = TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)).ofSizeWithNoGrace(Duration.ofMinutes(2));
    builder.stream("timed", consumed).groupByKey().windowedBy(windows).count(Materialized.as("timedCounts"));
    builder.stream("asTable", consumed).toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("a").as("asTable"));
  }
}
