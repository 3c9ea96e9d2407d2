import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Load BOOTSTRAP: makes topics and writes records as standard input says, until it ends; answers each order with a line, {@code ok} or what
 * went wrong. An order is a byte: T makes a topic (name, int32 partitions, int16 replicas, int32 count and pairs of settings); R writes records
 * (topic, codec, transactional id or nothing), each of them int32 partition (-1: by the key's hash), int64 timestamp, int32 length and key,
 * int32 length (-1: null) and value. Instead of a partition: -2 commits the transaction, -3 aborts it, -4 ends the order. Texts are as
 * {@link DataInputStream#readUTF} reads them.
 */
public final class Load {
    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            for (int order = in.read(); order >= 0; order = in.read()) {
                String answer = order == 'T' ? makeTopic(admin, in) : write(args[0], in);
                System.out.println(answer.replace('\n', ' '));
            }
        }
    }

    private static String makeTopic(Admin admin, DataInputStream in) throws Exception {
        NewTopic topic = new NewTopic(in.readUTF(), in.readInt(), in.readShort());
        Map<String, String> settings = new HashMap<>();
        for (int i = in.readInt(); i > 0; i--) settings.put(in.readUTF(), in.readUTF());
        try {
            admin.createTopics(List.of(topic.configs(settings))).all().get();
            return "ok";
        } catch (ExecutionException error) {
            return error.getCause().toString();
        }
    }

    private static String write(String bootstrap, DataInputStream in) throws Exception {
        String topic = in.readUTF();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("compression.type", in.readUTF());
        properties.put("linger.ms", "20");
        properties.put("batch.size", "65536");
        String transactionalId = in.readUTF();
        boolean transactional = !transactionalId.isEmpty();
        if (transactional) properties.put("transactional.id", transactionalId);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (int partition = in.readInt(); partition != -4; partition = in.readInt()) {
                if (partition < -1) {
                    producer.flush();
                    if (partition == -2) producer.commitTransaction();
                    else producer.abortTransaction();
                    producer.beginTransaction();
                    continue;
                }
                long timestamp = in.readLong();
                byte[] key = in.readNBytes(in.readInt());
                int length = in.readInt();
                byte[] value = length < 0 ? null : in.readNBytes(length);
                producer.send(new ProducerRecord<>(topic, partition < 0 ? null : partition, timestamp, key, value), (written, error) -> {
                    if (error != null) failure.compareAndSet(null, error);
                });
            }
            if (transactional) producer.commitTransaction();
            producer.flush();
        }
        // A commit is answered before its markers are in the topic: who has the id next waits for them.
        if (transactional)
            try (KafkaProducer<byte[], byte[]> next = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
                next.initTransactions();
            }
        return failure.get() == null ? "ok" : failure.get().toString();
    }

    private Load() {
    }
}
