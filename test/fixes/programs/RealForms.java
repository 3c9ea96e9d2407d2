// How people write serdes, settings and joins: every form must still compile with the names in it.
import static org.apache.kafka.streams.kstream.Materialized.with;

import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.*;

public class RealForms {
    static class Order {
        String customer;
        long amount;
    }

    static class JsonSerde<T> implements Serde<T> {
        JsonSerde(Class<T> type) { }
        public Serializer<T> serializer() { return (topic, data) -> new byte[0]; }
        public Deserializer<T> deserializer() { return (topic, data) -> null; }
    }

    static final class OrderSerde extends Serdes.WrapperSerde<Order> {
        OrderSerde() { super((topic, data) -> new byte[0], (topic, data) -> new Order()); }
    }

    private static final Serde<Order> ORDERS = new OrderSerde();
    private static final JsonSerde<Order> JSON = new JsonSerde<>(Order.class);
    private static final Joined<String, Order, String> JOINED = Joined.with(Serdes.String(), ORDERS, Serdes.String());
    private static final Materialized<String, Long, KeyValueStore<Bytes, byte[]>> ONCE = Materialized.with(Serdes.String(), Serdes.Long());

    private static <T> Serde<T> keys(Serde<T> serde) { return serde; }
    private static <T> Serde<T> serdeOf(T value) { return null; }
    private static List<Serde<Order>> serdes() { return List.of(ORDERS); }
    private static Serde<Order> orderSerde() { return ORDERS; }
    private static Grouped<String, Order> grouped() { return Grouped.with(Serdes.String(), ORDERS); }

    public static void build(StreamsBuilder builder) {
        final Serde<String> text = Serdes.String();
        KStream<String, Order> orders = builder.stream("orders", Consumed.with(Serdes.String(), ORDERS));
        KTable<String, String> customers = builder.table("customers", Consumed.with(text, text));
        KTable<String, String> cities = builder.table(
            "cities",
            Consumed.with(text, text),
            Materialized.with(text, text)
        );

        orders.groupByKey(grouped()).count(ONCE);
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(Serdes.String(), new OrderSerde()));
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(Serdes.String(), new JsonSerde<>(Order.class)));
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(Serdes.String(), new JsonSerde<Order>(Order.class)));
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(Serdes.String(), orderSerde()));
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(Serdes.String(), JSON));
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.<String, Order, KeyValueStore<Bytes, byte[]>>with(Serdes.String(), ORDERS).withCachingDisabled());
        var counts = orders.groupBy((id, order) -> order.customer, Grouped.with(text, ORDERS)).count();
        counts.toStream().to("counts", Produced.with(text, Serdes.Long()));
        orders
            .groupBy((id, order) -> order.customer, Grouped.with(text, ORDERS))
            .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5)))
            .aggregate(
                ArrayList<String>::new,
                (customer, order, all) -> {
                    all.add(order.customer);
                    return all;
                },
                Materialized.<String, ArrayList<String>, WindowStore<Bytes, byte[]>>with(text, null)
            );
        orders.groupByKey(grouped()).windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(5)))
            .aggregate(() -> 0L, (key, order, sum) -> sum + order.amount, (key, a, b) -> a + b, Materialized.with(text, Serdes.Long()));

        // Types that only the compiler knows, and a function in parentheses.
        orders.groupByKey(grouped()).reduce((a, b) -> b, Materialized.with(keys(text), serdes().get(0)));
        orders.selectKey(((id, order) -> order.customer)).groupByKey(grouped()).aggregate(() -> 0L, (key, order, sum) -> sum, Materialized.with(null, serdeOf(1L)));
        orders.mapValues(order -> order.customer).repartition(Repartitioned.numberOfPartitions(2)).to("by-customer", Produced.with(text, text));

        orders.selectKey((id, order) -> order.customer).join(customers, (order, customer) -> order, JOINED);
        orders.map((id, order) -> KeyValue.pair(order.customer, order)).leftJoin(customers, (order, customer) -> order, Joined.with(text, ORDERS, text));
        orders
            .selectKey((id, order) -> order.customer) // by customer
            .mapValues(order -> order.customer)
            .toTable();
        orders.join(
            builder.stream("payments", Consumed.with(Serdes.String(), Serdes.Long())),
            (order, payment) -> order,
            JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofHours(1)),
            StreamJoined.with(Serdes.String(), ORDERS, Serdes.Long())
        );
        customers.join(cities, (customer, city) -> customer + city, Materialized.with(text, text));
        orders.repartition(Repartitioned.with(text, ORDERS)).to("by-id");
        orders.mapValues(order -> order.customer).repartition().to("customers-of-orders");
        orders.groupByKey(grouped()).reduce((a, b) -> b, with(Serdes.String(), ORDERS));
        helper(orders, "a");
        lambda(stream -> stream.filter((id, order) -> order != null).groupByKey(grouped()).count(), orders);
    }

    private static KTable<String, Long> helper(KStream<String, Order> orders, String unused) {
        return orders.groupByKey(grouped()).count(/* the store of the helper */);
    }

    private static void lambda(java.util.function.Function<KStream<String, Order>, KTable<String, Long>> build, KStream<String, Order> orders) {
        build.apply(orders).toStream().foreach((k, v) -> { });
    }
}
