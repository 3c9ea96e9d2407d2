package com.example.orders;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/** Orders and payments: what is paid, how many orders each customer has, what each country earns. */
final class OrdersTopology {

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();

        KStream<String, Order> orders =
            builder.stream(Topics.ORDERS, Consumed.with(Serdes.String(), Json.of(Order.class)));
        KStream<String, Payment> payments =
            builder.stream(Topics.PAYMENTS, Consumed.with(Serdes.String(), Json.of(Payment.class)));

        // Unnamed: the numbers in these names move when anybody adds an operator above.
        orders
            .groupBy((id, order) -> order.customerId(), Grouped.with(Serdes.String(), Json.of(Order.class)))
            .count();

        // Named: these names stay.
        orders
            .groupBy((id, order) -> order.country(), Grouped.with("orders-by-country", Serdes.String(), Json.of(Order.class)))
            .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5)))
            .aggregate(
                () -> 0L,
                (country, order, sum) -> sum + order.cents(),
                Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("revenue-by-country")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Serdes.Long()))
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName("revenue-final"))
            .toStream()
            .map((window, cents) -> KeyValue.pair(window.key(), cents))
            .to("revenue-by-country", Produced.with(Serdes.String(), Serdes.Long()));

        // A join of streams keeps a window store for each side: these have names. The repartition topic of the payments has none.
        KStream<String, Payment> paymentsByOrder = payments.selectKey((id, payment) -> payment.orderId());
        orders
            .leftJoin(
                paymentsByOrder,
                OrderStatus::of,
                JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofHours(1)),
                StreamJoined.with(Serdes.String(), Json.of(Order.class), Json.of(Payment.class)).withStoreName("orders-and-payments"))
            .to(Topics.ORDER_STATUS, Produced.with(Serdes.String(), Json.of(OrderStatus.class)));

        largest(orders).toStream().to(Topics.LARGE_ORDERS, Produced.with(Serdes.String(), Json.of(Order.class)));

        return builder.build();
    }

    private static KTable<String, Order> largest(KStream<String, Order> orders) {
        return orders
            .filter((id, order) -> order.cents() > 100_000, Named.as("only-large"))
            .groupBy((id, order) -> order.productId(), Grouped.with(Serdes.String(), Json.of(Order.class)))
            .reduce(
                (left, right) -> left.cents() >= right.cents() ? left : right,
                Materialized.<String, Order, KeyValueStore<Bytes, byte[]>>as("largest-order-by-product")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Json.of(Order.class)));
    }
}
