package com.example.orders;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.Stores;

/** Customers: their orders by foreign key, and what they are busy with. */
final class CustomersTopology {

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();

        KTable<String, Customer> customers =
            builder.table(Topics.CUSTOMERS, Consumed.with(Serdes.String(), Json.of(Customer.class)), Materialized.as("customers-store"));
        KTable<String, Order> orders =
            builder.table(Topics.ORDERS, Consumed.with(Serdes.String(), Json.of(Order.class)));
        GlobalKTable<String, Product> products =
            builder.globalTable(Topics.PRODUCTS, Consumed.with(Serdes.String(), Json.of(Product.class)), Materialized.as("products-store"));

        // A foreign-key join: a subscription store and two internal topics, named by TableJoined.
        KTable<String, String> ordersWithNames = orders.join(
            customers,
            Order::customerId,
            (order, customer) -> customer.name() + ": " + order.cents(),
            TableJoined.as("orders-with-customers"),
            Materialized.with(Serdes.String(), Serdes.String()));
        ordersWithNames.toStream().to(Topics.CUSTOMER_REVENUE, Produced.with(Serdes.String(), Serdes.String()));

        // Which categories does a customer look at in one sitting? Neither the store nor its repartition topic has a name.
        builder
            .stream(Topics.PAGE_VIEWS, Consumed.with(Serdes.String(), Serdes.String()))
            .join(products, (customerId, productId) -> productId, (productId, product) -> product.category())
            .selectKey((customerId, category) -> category)
            .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
            .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(30)))
            .count();

        // Versioned: which price did a product have when it was ordered?
        builder.table(
            Topics.PRICES,
            Consumed.with(Serdes.String(), Serdes.Long()),
            Materialized.as(Stores.persistentVersionedKeyValueStore("price-history", Duration.ofDays(7))));

        // In memory: small, and quick to restore from its changelog.
        orders
            .groupBy(
                (id, order) -> KeyValue.pair(order.country(), order),
                Grouped.with("orders-per-country", Serdes.String(), Json.of(Order.class)))
            .count(Materialized.as(Stores.inMemoryKeyValueStore("orders-per-country")));

        return builder.build();
    }
}
