import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Scanner;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;

/**
 * An application that knows nothing of queries from outside, and sets no application.server. Arguments: bootstrap, application id, topic, state
 * directory. Writes its input itself, says "running" and, once its stores have it, "written", and for each line of its own input prints what its stores answer to itself, then "printed"; a line "end"
 * closes it.
 */
public final class PlainStores {
    private static final int RECORDS = 1000;
    private static final int KEYS = 200;
    /** No serde of the library's: its keys read k-1, and are written as 1 in two bytes. */
    private static final Serde<String> OWN = Serdes.serdeFrom(
        (topic, key) -> new byte[] {(byte) (Integer.parseInt(key.substring(2)) >> 8), (byte) Integer.parseInt(key.substring(2))},
        (topic, bytes) -> "k-" + ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff));

    /** As an application has values: an object of its own. */
    public static final class Total {
        final String value;

        Total(String value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return "Total of " + value;
        }
    }

    private static final Serde<Total> TOTAL = Serdes.serdeFrom(
        (topic, total) -> total == null ? null : total.value.getBytes(), (topic, bytes) -> bytes == null ? null : new Total(new String(bytes)));

    public static void main(String[] args) throws Exception {
        KafkaStreams streams = new KafkaStreams(topology(args[2]).build(), settings(args));
        streams.start();
        write(args[0], args[2]);
        while (streams.state() != KafkaStreams.State.RUNNING) {
            Thread.sleep(50);
        }
        System.out.println("running");
        while (!isSettled(streams)) {
            Thread.sleep(100);
        }
        System.out.println("written");
        try (Scanner lines = new Scanner(System.in)) {
            while (lines.hasNextLine() && !lines.nextLine().equals("end")) {
                print(streams);
            }
        }
        streams.close(Duration.ofSeconds(10));
        System.out.println("closed");
        Thread.sleep(2500); // the agent looks each second
    }

    private static StreamsBuilder topology(String topic) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> input = builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()));
        input.toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("table").withKeySerde(Serdes.String()).withValueSerde(Serdes.String()));
        input.groupBy((key, value) -> Long.parseLong(key.substring(2)) % 40 - 20, Grouped.with(Serdes.Long(), Serdes.String()))
            .count(Materialized.as("by-number"));
        input.toTable(Materialized.<String, String>as(Stores.inMemoryKeyValueStore("unlogged"))
            .withKeySerde(Serdes.String()).withValueSerde(Serdes.String()).withLoggingDisabled());
        // Of the settings: the default serdes.
        input.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(2))).count(Materialized.as("windows"));
        input.groupBy((key, value) -> key, Grouped.with(OWN, Serdes.String())).aggregate(() -> new Total(""), (key, value, total) -> new Total(value),
            Materialized.<String, Total, KeyValueStore<Bytes, byte[]>>as("own").withKeySerde(OWN).withValueSerde(TOTAL));
        return builder;
    }

    /** Each store has all of its input. */
    private static boolean isSettled(KafkaStreams streams) {
        List<String> rows = new ArrayList<>();
        try {
            addRows(streams, rows);
        } catch (IllegalStateException | InvalidStateStoreException e) {
            return false;
        }
        long counted = rows.stream().filter(row -> row.startsWith("by-number") || row.startsWith("windows"))
            .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf('\t') + 1))).sum();
        long newest = rows.stream().filter(row -> row.matches("(?s).*v-[89]\\d\\d")).count();
        return counted == 2 * RECORDS && newest == 3 * KEYS;
    }

    private static <K, V> StoreQueryParameters<org.apache.kafka.streams.state.ReadOnlyKeyValueStore<K, V>> keyValue(String store) {
        return StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore());
    }

    private static void addRows(KafkaStreams streams, List<String> rows) {
        for (String store : new String[] {"table", "by-number", "unlogged", "own"}) {
            try (KeyValueIterator<Object, Object> all = streams.store(PlainStores.<Object, Object>keyValue(store)).all()) {
                all.forEachRemaining(row -> rows.add(store + "\t" + row.key + "\t\t" + row.value));
            }
        }
        Instant now = Instant.now();
        try (KeyValueIterator<Windowed<String>, Long> all = streams.store(
                StoreQueryParameters.fromNameAndType("windows", QueryableStoreTypes.<String, Long>windowStore())).fetchAll(now.minusSeconds(7200), now)) {
            all.forEachRemaining(row -> rows.add("windows\t" + row.key.key() + "\t" + row.key.window().start() + "\t" + row.value));
        }
    }

    private static void print(KafkaStreams streams) {
        List<String> rows = new ArrayList<>();
        addRows(streams, rows);
        rows.forEach(System.out::println);
        System.out.println("printed");
    }

    private static Properties settings(String[] args) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("application.id", args[1]);
        settings.put("state.dir", args[3]);
        settings.put("num.stream.threads", "2");
        settings.put("default.key.serde", Serdes.String().getClass().getName());
        settings.put("default.value.serde", Serdes.String().getClass().getName());
        settings.put("commit.interval.ms", "200");
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    private static void write(String bootstrap, String topic) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        long start = System.currentTimeMillis() - 600_000;
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic, null, start + i * 500, "k-" + i % KEYS, "v-" + i));
            }
        }
    }
}
