import java.io.DataInputStream;
import java.io.BufferedInputStream;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Load BOOTSTRAP TOPIC CODEC [TRANSACTIONAL_ID]: writes what standard input gives, record by record: int32 partition (-1: by the key's
 *  hash; -2: commit the transaction; -3: abort it), int64 timestamp, int32 length and key, int32 length (-1: null) and value. */
public final class Load {
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", args[0]);
        properties.put("compression.type", args[2]);
        properties.put("linger.ms", "20");
        properties.put("batch.size", "65536");
        boolean transactional = args.length > 3;
        if (transactional) properties.put("transactional.id", args[3]);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16))) {
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            for (;;) {
                int partition;
                try {
                    partition = in.readInt();
                } catch (java.io.EOFException end) {
                    break;
                }
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
                producer.send(new ProducerRecord<>(args[1], partition < 0 ? null : partition, timestamp, key, value)).isDone();
            }
            if (transactional) producer.commitTransaction();
            producer.flush();
        }
    }

    private Load() {
    }
}
