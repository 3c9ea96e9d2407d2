import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Variety BOOTSTRAP SEED COUNT CODEC...: COUNT records of every shape in each topic `bytes-CODEC` and, as UTF-8 texts without nulls, `text-CODEC`; then
 *  `transactions`: two producers at once, committed and aborted in turn, and one transaction that stays open at the end. */
public final class Variety {
    private static final String LETTERS = "abcxyz 0123456789 äöüß€ 日本語 \u0000\u0001\u001b\u202e <b>&\"'\\ 😀";

    public static void main(String[] args) throws Exception {
        Random random = new Random(Long.parseLong(args[1]));
        int count = Integer.parseInt(args[2]);
        for (int c = 3; c < args.length; c++) {
            try (KafkaProducer<byte[], byte[]> producer = producer(args[0], args[c], null)) {
                for (int i = 0; i < count; i++) {
                    producer.send(bytes(random, "bytes-" + args[c], i));
                    producer.send(text(random, "text-" + args[c], i));
                }
            }
        }
        transactions(args[0], random);
    }

    private static void transactions(String bootstrap, Random random) throws Exception {
        KafkaProducer<byte[], byte[]> one = producer(bootstrap, "lz4", "one");
        KafkaProducer<byte[], byte[]> other = producer(bootstrap, "none", "other");
        one.initTransactions();
        other.initTransactions();
        for (int t = 0; t < 20; t++) {
            one.beginTransaction();
            other.beginTransaction();
            for (int i = 0; i < 30; i++) {
                KafkaProducer<byte[], byte[]> producer = random.nextBoolean() ? one : other;
                producer.send(text(random, "transactions", i));
                if (random.nextInt(4) == 0) producer.flush();
            }
            end(random.nextBoolean() ? one : other, random);
            if (t % 2 == 0) Thread.sleep(5);
            for (KafkaProducer<byte[], byte[]> producer : java.util.List.of(one, other)) {
                try {
                    end(producer, random);
                } catch (IllegalStateException alreadyEnded) {
                    // that one was ended above
                }
            }
        }
        one.beginTransaction();
        for (int i = 0; i < 10; i++) one.send(text(random, "transactions", i));
        one.flush();
        Runtime.getRuntime().halt(0); // without an end of the transaction
    }

    private static void end(KafkaProducer<byte[], byte[]> producer, Random random) {
        if (random.nextBoolean()) producer.commitTransaction();
        else producer.abortTransaction();
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap, String codec, String transactionalId) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("compression.type", codec);
        properties.put("linger.ms", "5");
        if (transactionalId != null) properties.put("transactional.id", transactionalId);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> bytes(Random random, String topic, int i) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, time(random, i), part(random, 40), part(random, i % 500 == 7 ? 200_000 : 600));
        for (int h = random.nextInt(4) - 1; h > 0; h--) record.headers().add(random.nextBoolean() ? "same" : word(random, 9), part(random, 30));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> text(Random random, String topic, int i) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, time(random, i), utf8(word(random, 20)), utf8(word(random, 300)));
        for (int h = random.nextInt(3); h > 0; h--) record.headers().add(random.nextBoolean() ? "same" : word(random, 9), utf8(word(random, 9)));
        return record;
    }

    /** Around now, forwards and backwards. */
    private static long time(Random random, int i) {
        return System.currentTimeMillis() + i + random.nextInt(100_000) - 50_000;
    }

    private static byte[] part(Random random, int longest) {
        int kind = random.nextInt(10);
        if (kind == 0) return null;
        byte[] bytes = new byte[kind == 1 ? 0 : random.nextInt(longest)];
        if (kind < 6) random.nextBytes(bytes); // else zeros, which compress
        return bytes;
    }

    private static String word(Random random, int longest) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(longest); i > 0; i--) word.appendCodePoint(letters[random.nextInt(letters.length)]);
        return word.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Variety() {
    }
}
