import java.io.File;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.ValueTransformerWithKey;
import org.apache.kafka.streams.processor.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Two instances of one application in one JVM, each with the endpoint that kslens writes, over interfaces that 2.8 and 3.9 have. Arguments:
 * bootstrap, application id, topic, state directory, two ports. Writes its input itself, says so, and ends when its own input does.
 */
@SuppressWarnings("deprecation")
public final class LiveStores {
    private static final int RECORDS = 2000;
    private static final int KEYS = 150;
    private static final long START = System.currentTimeMillis() - 600_000;

    public static void main(String[] args) throws Exception {
        new Thread(LiveStores::endWithInput, "end with input").start();
        String bootstrap = args[0];
        KafkaStreams[] instances = new KafkaStreams[2];
        for (int i = 0; i < 2; i++) {
            int port = Integer.parseInt(args[4 + i]);
            Topology topology = topology(args[2]);
            instances[i] = new KafkaStreams(topology, settings(bootstrap, args[1], new File(args[3], "" + i).getPath(), port));
            endpoint(instances[i], topology, args[1]).listen("127.0.0.1", port);
            if (i == 0) {
                int guarded = endpoint(instances[i], topology, args[1]).token("secret").listen("127.0.0.1", 0);
                System.out.println("guarded " + guarded);
            }
        }
        for (KafkaStreams one : instances) {
            one.start();
        }
        write(bootstrap, args[2]);
        while (instances[0].state() != KafkaStreams.State.RUNNING || instances[1].state() != KafkaStreams.State.RUNNING) {
            Thread.sleep(100);
        }
        System.out.println("written");
    }

    /** With whoever started it, whatever it is at. */
    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                Thread.yield();
            }
        } catch (java.io.IOException e) {
            System.err.println(e);
        }
        Runtime.getRuntime().halt(0);
    }

    private static QueryEndpoint endpoint(KafkaStreams streams, Topology topology, String id) {
        return new QueryEndpoint(streams, topology, id).keys("plain", Serdes.Long());
    }

    private static Topology topology(String topic) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> input = builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()));
        input.toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("table").withKeySerde(Serdes.String()).withValueSerde(Serdes.String()));
        input.toTable(Materialized.<String, String>as(Stores.inMemoryKeyValueStore("unlogged"))
            .withKeySerde(Serdes.String()).withValueSerde(Serdes.String()).withLoggingDisabled());
        input.groupByKey(Grouped.with(Serdes.String(), Serdes.String())).windowedBy(TimeWindows.of(Duration.ofMinutes(2))).count(Materialized.as("windows"));
        input.groupByKey(Grouped.with(Serdes.String(), Serdes.String())).windowedBy(SessionWindows.with(Duration.ofSeconds(20))).count(Materialized.as("sessions"));
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("plain"), Serdes.Long(), Serdes.String()));
        Supplier<ValueTransformerWithKey<String, String, String>> byLength = ByNumber::new;
        input.transformValues(byLength::get, "plain").foreach((key, value) -> { });
        return builder.build();
    }

    /** Under numbers, negative ones too, that are no keys of its input: the same one is in several partitions. */
    private static final class ByNumber implements ValueTransformerWithKey<String, String, String> {
        private KeyValueStore<Long, String> store;

        @Override
        public void init(ProcessorContext context) {
            store = (KeyValueStore<Long, String>) context.<KeyValueStore<Long, String>>getStateStore("plain");
        }

        @Override
        public String transform(String key, String value) {
            long number = Long.parseLong(key.substring(2)) % 40 - 20;
            store.put(number * (number % 3 == 0 ? 1_000_000_000_000_000_000L / 20 : 1), value);
            return value;
        }

        @Override
        public void close() {
        }
    }

    private static Properties settings(String bootstrap, String id, String directory, int port) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("application.id", id);
        settings.put("application.server", "127.0.0.1:" + port);
        settings.put("state.dir", directory);
        settings.put("default.key.serde", Serdes.String().getClass().getName());
        settings.put("default.value.serde", Serdes.String().getClass().getName());
        settings.put("num.standby.replicas", "1");
        settings.put("commit.interval.ms", "500");
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    private static void write(String bootstrap, String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                String key = "k-" + (i * 7919) % KEYS;
                producer.send(new ProducerRecord<>(topic, null, START + i * 250L, key, "v" + i));
            }
        }
    }

    private LiveStores() {
    }
}
