package everystore;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.LeftOrRightValueSerde;
import org.apache.kafka.streams.state.internals.TimestampedKeyAndJoinSideSerde;

/** Stores that operators of the DSL make. */
final class DslStores {
  private static final Serde<String> S = Shapes.STRING;
  private static final long MINUTE = 60_000;

  private DslStores() {}

  static void add(StreamsBuilder builder, KStream<String, String> events, Shapes shapes) {
    tables(builder, events, shapes);
    windows(events, shapes);
    suppressed(events, shapes);
    joins(builder, shapes);
  }

  private static void tables(StreamsBuilder builder, KStream<String, String> events, Shapes shapes) {
    table(events, "table-cached", true);
    shapes.add("table-cached", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.TEXT, null, null, true, true, "events");
    table(events, "table-plain", false);
    shapes.add("table-plain", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "events");
    events.toTable(Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore("table-versioned", Duration.ofMinutes(10))).withKeySerde(S).withValueSerde(S));
    shapes.add("table-versioned", "versionedKeyValue", "versioned", Shapes.TEXT, Shapes.TEXT, 10 * MINUTE, null, true, false, "events");

    KGroupedStream<String, String> grouped = events.groupByKey(Grouped.with(S, S));
    grouped.count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("count-memory")).withKeySerde(S));
    shapes.add("count-memory", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.LONG, null, null, true, true, "events");
    grouped.aggregate(
        () -> "",
        (key, value, sum) -> value.length() % 9 == 0 ? null : value + (sum == null ? "" : sum.substring(0, Math.min(6, sum.length()))),
        Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("aggregate").withKeySerde(S).withValueSerde(S).withCachingDisabled());
    shapes.add("aggregate", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "events");
    events
        .filter((key, value) -> value != null)
        .groupBy((key, value) -> "g" + Math.floorMod(value.hashCode(), 25), Grouped.with("regrouped", S, S))
        .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("count-regrouped").withKeySerde(S).withValueSerde(Serdes.Long()));
    shapes.add("count-regrouped", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.LONG, null, null, true, true, shapes.application + "-regrouped-repartition");

    builder.table("reused", Consumed.with(S, S), Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("reused-store").withCachingDisabled());
    shapes.addSource("reused-store", "timestamped", Shapes.TEXT, Shapes.TEXT, "reused");
    builder.globalTable("global", Consumed.with(S, S), Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("global-store"));
    shapes.addSource("global-store", "global", Shapes.TEXT, Shapes.TEXT, "global");
  }

  private static void table(KStream<String, String> events, String name, boolean cached) {
    Materialized<String, String, KeyValueStore<Bytes, byte[]>> store = Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(S);
    events.toTable(cached ? store.withCachingEnabled() : store.withCachingDisabled());
  }

  private static Materialized<String, Long, WindowStore<Bytes, byte[]>> window(String name) {
    return Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(name).withKeySerde(S).withValueSerde(Serdes.Long()).withCachingDisabled();
  }

  private static void windows(KStream<String, String> events, Shapes shapes) {
    KGroupedStream<String, String> grouped = events.groupByKey(Grouped.with(S, S));
    grouped.windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofMinutes(5))).count(window("tumbling"));
    shapes.add("tumbling", "timestampedWindow", "timestampedWindow", Shapes.TEXT, Shapes.LONG, 6 * MINUTE, MINUTE, true, false, "events");
    grouped
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(10), Duration.ofMinutes(10)).advanceBy(Duration.ofMinutes(5)))
        .reduce((a, b) -> b + "/" + Math.min(9, a.length()), Materialized.<String, String, WindowStore<Bytes, byte[]>>as("hopping").withKeySerde(S).withValueSerde(S).withCachingDisabled());
    shapes.add("hopping", "timestampedWindow", "timestampedWindow", Shapes.TEXT, Shapes.TEXT, 20 * MINUTE, 10 * MINUTE, true, false, "events");
    grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMinutes(1), Duration.ofMinutes(1))).count(window("sliding"));
    shapes.add("sliding", "timestampedWindow", "timestampedWindow", Shapes.TEXT, Shapes.LONG, 3 * MINUTE, MINUTE, true, false, "events");
    grouped
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(2), Duration.ofMinutes(2)))
        .emitStrategy(EmitStrategy.onWindowClose())
        .count(window("on-close"));
    shapes.add("on-close", "timestampedWindow", "timestampedWindow", Shapes.TEXT, Shapes.LONG, 4 * MINUTE, 2 * MINUTE, true, false, "events");
    grouped
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofSeconds(20), Duration.ofMinutes(10)))
        .count(Materialized.<String, Long, SessionStore<Bytes, byte[]>>as("session").withKeySerde(S).withValueSerde(Serdes.Long()).withCachingDisabled());
    shapes.add("session", "session", "session", Shapes.TEXT, Shapes.LONG, 10 * MINUTE + 20_000, null, true, false, "events");
  }

  private static void suppressed(KStream<String, String> events, Shapes shapes) {
    KGroupedStream<String, String> grouped = events.groupByKey(Grouped.with(S, S));
    grouped
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(3), Duration.ofMinutes(3)))
        .count(window("suppressed-window-count"))
        .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName("suppressed-window"));
    shapes.add("suppressed-window-count", "timestampedWindow", "timestampedWindow", Shapes.TEXT, Shapes.LONG, 6 * MINUTE, 3 * MINUTE, true, false, "events");
    shapes.add("suppressed-window-store", "suppressBuffer", "suppress", new Shape.Coded("timeWindowed<string>", S), Shapes.LONG, null, 3 * MINUTE, true, false, "events");
    grouped
        .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofSeconds(20), Duration.ofMinutes(3)))
        .count(Materialized.<String, Long, SessionStore<Bytes, byte[]>>as("suppressed-session-count").withKeySerde(S).withValueSerde(Serdes.Long()).withCachingDisabled())
        .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName("suppressed-session"));
    shapes.add("suppressed-session-count", "session", "session", Shapes.TEXT, Shapes.LONG, 3 * MINUTE + 20_000, null, true, false, "events");
    shapes.add("suppressed-session-store", "suppressBuffer", "suppress", new Shape.Coded("sessionWindowed<string>", S), Shapes.LONG, null, null, true, false, "events");
    events
        .toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("suppressed-time-table").withKeySerde(S).withValueSerde(S).withCachingDisabled())
        .suppress(Suppressed.untilTimeLimit(Duration.ofMinutes(5), Suppressed.BufferConfig.maxRecords(60).emitEarlyWhenFull()).withName("suppressed-time"));
    shapes.add("suppressed-time-store", "suppressBuffer", "suppress", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "events");
  }

  private static void joins(StreamsBuilder builder, Shapes shapes) {
    KStream<String, String> left = builder.stream("left", Consumed.with(S, S));
    KStream<String, String> right = builder.stream("right", Consumed.with(S, S));
    JoinWindows windows = JoinWindows.ofTimeDifferenceAndGrace(Duration.ofSeconds(30), Duration.ofMinutes(2));
    ValueJoiner<String, String, String> both = (a, b) -> a + b;
    left.join(right, both, windows, StreamJoined.with(S, S, S).withName("inner").withStoreName("inner"));
    left.leftJoin(right, both, windows, StreamJoined.with(S, S, S).withName("left-join").withStoreName("left"));
    left.outerJoin(right, both, windows, StreamJoined.with(S, S, S).withName("outer-join").withStoreName("outer"));
    for (String name : new String[] {"inner", "left", "outer"}) {
      String own = name.equals("outer") ? "-outer-this-join-store" : "-this-join-store";
      String other = name.equals("inner") ? "-other-join-store" : "-outer-other-join-store";
      for (String end : new String[] {own, other})
        shapes.add(name + end, "joinWindow", "window", Shapes.TEXT, Shapes.TEXT, 3 * MINUTE, MINUTE, true, false, "left", "right");
    }
    Shape.Coded key = new Shape.Coded("timestampedKeyAndJoinSide<string>", new TimestampedKeyAndJoinSideSerde<>(S));
    Shape.Coded value = new Shape.Coded("leftOrRight<string>", new LeftOrRightValueSerde<>(S, S));
    shapes.add("left-left-shared-join-store", "outerJoin", "keyValue", key, value, null, null, true, false, "left", "right");
    shapes.add("outer-outer-shared-join-store", "outerJoin", "keyValue", key, value, null, null, true, false, "left", "right");

    KTable<String, String> people = builder.table("people", Consumed.with(S, S), Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("people-store").withCachingDisabled());
    KTable<String, String> cities = builder.table("cities", Consumed.with(S, S), Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("cities-store").withCachingDisabled());
    shapes.addSource("people-store", "timestamped", Shapes.TEXT, Shapes.TEXT, "people");
    shapes.addSource("cities-store", "timestamped", Shapes.TEXT, Shapes.TEXT, "cities");
    people.join(
        cities,
        (String person) -> person.substring(0, person.indexOf('|')),
        both,
        TableJoined.as("lives-in"),
        Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("joined").withKeySerde(S).withValueSerde(S).withCachingDisabled());
    shapes.add("joined", "timestampedKeyValue", "timestamped", Shapes.TEXT, Shapes.TEXT, null, null, true, false, "people");
    shapes.add("lives-in-subscription-store", "foreignKeySubscription", "subscription", Shapes.BYTES, Shapes.BYTES, null, null, true, false, "people", "cities");
  }
}
