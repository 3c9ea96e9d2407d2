import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Newest BOOTSTRAP TOPIC...: reads all of the topics without a group: a line `TOPIC PARTITION TIMESTAMP` for each partition that has a record, with the largest. */
public final class Newest {
    public static void main(String[] args) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("enable.auto.commit", "false");
        Map<TopicPartition, Long> newest = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 1; i < args.length; i++)
                for (var info : consumer.partitionsFor(args[i])) partitions.add(new TopicPartition(args[i], info.partition()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition)))
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200)))
                    newest.merge(new TopicPartition(record.topic(), record.partition()), record.timestamp(), Math::max);
        }
        newest.forEach((at, timestamp) -> System.out.println(at.topic() + " " + at.partition() + " " + timestamp));
    }

    private Newest() {
    }
}
