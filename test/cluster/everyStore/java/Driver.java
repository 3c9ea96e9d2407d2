package everystore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the application's input: the same for the same seed, but for the time it begins at. */
final class Driver {
  private static final String[] ODD_KEYS = {"", "é", "\u0000zero", "a", "ab", "ab-1", "ab-2", "\ud83d\ude00", "\"quoted\"", "line\nend"};
  private static final String[] TABLES = {"reused", "global", "people", "cities", "left", "right"};

  private Driver() {}

  /** In transactions, of which some are aborted; the last record of every partition is in none, so that no marker follows it. */
  static void run(String bootstrap, long seed, int operations, int partitions) {
    Random random = new Random(seed);
    long begin = System.currentTimeMillis() - 3 * 3_600_000L;
    long step = 2 * 3_600_000L / operations;
    try (KafkaProducer<String, String> producer = producer(bootstrap, true)) {
      producer.initTransactions();
      int done = 0;
      while (done < operations) {
        producer.beginTransaction();
        int size = 20 + random.nextInt(120);
        for (int i = 0; i < size; i++) producer.send(next(random, begin, step, done + i));
        if (random.nextInt(8) == 0) producer.abortTransaction();
        else {
          producer.commitTransaction();
          done += size;
        }
      }
    }
    long end = begin + step * operations;
    try (KafkaProducer<String, String> producer = producer(bootstrap, false)) {
      producer.send(new ProducerRecord<>("events", null, end, "", "last"));
      for (String topic : new String[] {"events", "reused", "global", "people", "cities", "left", "right"})
        for (int partition = 0; partition < partitions; partition++)
          producer.send(new ProducerRecord<>(topic, null, end, keyOf(partition, partitions), "c1|last"));
    }
  }

  /** Every key of the topic `events`. */
  static List<String> keys(int partitions) {
    List<String> keys = new ArrayList<>(Arrays.asList(ODD_KEYS));
    for (int i = 0; i < 110; i++) keys.add("k" + i);
    for (int partition = 0; partition < partitions; partition++) keys.add(keyOf(partition, partitions));
    return keys;
  }

  /** A key that the default partitioner places there. */
  private static String keyOf(int partition, int partitions) {
    for (int i = 0; ; i++) {
      String key = "last-" + i;
      byte[] bytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(bytes)) % partitions == partition) return key;
    }
  }

  private static ProducerRecord<String, String> next(Random random, long begin, long step, int at) {
    long late = random.nextInt(10) == 0 ? random.nextInt(1_800_000) : random.nextInt(5) == 0 ? random.nextInt(60_000) : 0;
    long time = begin + step * at - late;
    String topic = random.nextInt(10) < 6 ? "events" : TABLES[random.nextInt(TABLES.length)];
    boolean isTable = !topic.equals("events") && !topic.equals("left") && !topic.equals("right");
    boolean gone = random.nextInt(10) == 0 && (isTable || topic.equals("events"));
    String key;
    if (topic.equals("cities")) key = "c" + random.nextInt(15);
    else key = random.nextInt(20) == 0 ? ODD_KEYS[random.nextInt(ODD_KEYS.length)] : "k" + random.nextInt(110);
    String value = gone ? null : topic.equals("people") ? "c" + random.nextInt(15) + "|" + at : random.nextInt(40) == 0 ? "" : "v" + at;
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, null, time, key, value);
    if (random.nextInt(3) == 0) record.headers().add("trace", ("t" + at).getBytes());
    return record;
  }

  private static KafkaProducer<String, String> producer(String bootstrap, boolean transactional) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("linger.ms", "5");
    if (transactional) properties.put("transactional.id", "driver-" + ThreadLocalRandom.current().nextLong());
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }
}
