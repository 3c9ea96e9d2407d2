package everystore;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is done to the cluster while its applications run. */
final class Orders {
  private final String bootstrap;

  Orders(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** `TOPIC KEY VALUE`. */
  static void alter(Admin admin, String[] words) throws Exception {
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(words[1], words[2]), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, words[0]), List.of(set))).all().get();
  }

  /** `TOPIC COUNT VALUE`: as many records of keys of their own. */
  void write(String[] words) throws Exception {
    try (KafkaProducer<String, String> producer = producer(null)) {
      for (int i = 0; i < Integer.parseInt(words[1]); i++) producer.send(new ProducerRecord<>(words[0], "new-" + i, words[2]));
    }
  }

  /** A transaction that is left open, with committed records before it and others' behind it: 25, 20 and 50 in partition 0. */
  void open(String topic) throws Exception {
    KafkaProducer<String, String> open = producer("left-open");
    open.initTransactions();
    try (KafkaProducer<String, String> plain = producer(null)) {
      for (int i = 0; i < 25; i++) plain.send(new ProducerRecord<>(topic, 0, "k" + i, "before")).get();
      open.beginTransaction();
      for (int i = 0; i < 20; i++) open.send(new ProducerRecord<>(topic, 0, "k" + i, "open")).get();
      for (int i = 0; i < 50; i++) plain.send(new ProducerRecord<>(topic, 0, "k" + i, "behind")).get();
    }
  }

  private KafkaProducer<String, String> producer(String transactionalId) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    if (transactionalId != null) {
      properties.put("transactional.id", transactionalId);
      properties.put("transaction.timeout.ms", "600000");
    }
    return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }
}
