package com.example;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/** One kind of store each, with a row for each order. */
public final class Orders {
    public static Topology latest() {
        StreamsBuilder builder = new StreamsBuilder();
        orders(builder).groupByKey().reduce((before, order) -> order, Materialized.as("latest"));
        return builder.build();
    }

    public static Topology windowed() {
        StreamsBuilder builder = new StreamsBuilder();
        TimeWindows windows = TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofMinutes(55));
        orders(builder).groupByKey().windowedBy(windows).reduce((before, order) -> order, Materialized.as("windowed"));
        return builder.build();
    }

    public static Topology versioned() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(
            "orders",
            Consumed.with(Serdes.String(), Serdes.ByteArray()),
            Materialized.as(Stores.persistentVersionedKeyValueStore("versioned", Duration.ofHours(2))));
        return builder.build();
    }

    private static KStream<String, byte[]> orders(StreamsBuilder builder) {
        return builder.stream("orders", Consumed.with(Serdes.String(), Serdes.ByteArray()));
    }

    private Orders() {
    }
}
