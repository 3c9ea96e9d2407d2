import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;

/**
 * Deployed BOOTSTRAP PROTOCOL STATE_DIRECTORY: runs until its standard input ends. Prints `state: NAME` for each state, and first what describe() says.
 * It has a node of every type: sources of a topic, of several and of a pattern, repartition topics, stores, a global table, and sinks of a topic and of any.
 */
public final class Deployed {
    static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> orders = builder.stream("orders");
        KTable<String, Long> counts = orders.groupBy((key, value) -> value, Grouped.as("by-value")).count(Materialized.as("counts"));
        counts.toStream().mapValues(String::valueOf).to("totals");
        KTable<String, String> customers = builder.table("customers", Materialized.as("customers"));
        GlobalKTable<String, String> countries = builder.globalTable("countries", Materialized.as("countries"));
        builder.globalTable("zones", Consumed.as("A-zones"), Materialized.as("zones"));
        orders.join(customers, (order, customer) -> order + customer)
            .join(countries, (key, value) -> key, (order, country) -> order + country)
            .to((key, value, context) -> "totals");
        orders.join(builder.<String, String>stream("payments"), (order, payment) -> order, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(1)))
            .foreach((key, value) -> { });
        builder.<String, String>stream(List.of("audit-a", "audit-b")).filter((key, value) -> true).to("totals");
        return builder.build();
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("application.id", "deployed");
        properties.put("group.protocol", args[1]);
        properties.put("state.dir", args[2]);
        properties.put("num.stream.threads", "2");
        properties.put("default.key.serde", Serdes.StringSerde.class.getName());
        properties.put("default.value.serde", Serdes.StringSerde.class.getName());
        Topology topology = build();
        System.out.println(topology.describe());
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            streams.setStateListener((now, before) -> System.out.println("state: " + now));
            streams.setUncaughtExceptionHandler(error -> {
                System.out.println("error: " + error);
                return org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            while (System.in.read() >= 0) { }
        }
    }

    private Deployed() {
    }
}
