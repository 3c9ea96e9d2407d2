import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;

/**
 * Counts the records of a topic by key. Arguments: bootstrap, application id, topic, state directory, number of records; with a sixth one it writes them
 * instead. Prints the milliseconds from the first to the last record, and those of the processors.
 */
public final class Throughput {
    public static void main(String[] args) throws Exception {
        int records = Integer.parseInt(args[4]);
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        if (args.length > 5) {
            write(settings, args[2], records);
            return;
        }
        settings.put("application.id", args[1]);
        settings.put("state.dir", args[3]);
        settings.put("auto.offset.reset", "earliest");
        AtomicLong seen = new AtomicLong();
        AtomicLong start = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(args[2], Consumed.with(Serdes.String(), Serdes.String()))
            .peek((key, value) -> {
                long count = seen.incrementAndGet();
                if (count == 1) {
                    start.set(System.nanoTime());
                } else if (count == records) {
                    done.countDown();
                }
            })
            .groupByKey().count(Materialized.as("counts"));
        settings.put("default.key.serde", Serdes.String().getClass().getName());
        settings.put("default.value.serde", Serdes.String().getClass().getName());
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        streams.start();
        done.await();
        long processors = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        System.out.println((System.nanoTime() - start.get()) / 1_000_000 + " " + processors / 1_000_000);
        Runtime.getRuntime().halt(0);
    }

    private static void write(Properties settings, String topic, int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, "key-" + i % 50_000, "value-" + i));
            }
        }
    }
}
