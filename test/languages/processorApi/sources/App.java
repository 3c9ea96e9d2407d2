package processorApi.sources;

import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** Every form of addSource, with topics and objects that are not all known. */
public class App {
  static class Clock implements TimestampExtractor {
    public long extract(ConsumerRecord<Object, Object> record, long time) {
      return time;
    }
  }

  static class Work implements Processor<Object, Object, Object, Object> {
    public void process(Record<Object, Object> record) {}
  }

  static Topology topology() {
    Topology t = new Topology();
    String topic = java.nio.file.Path.of("topic").toString();
    Deserializer<String> plain = new StringDeserializer();
    Deserializer<String> ofSerde = Serdes.String().deserializer();
    t.addSource("a", topic + "a");
    t.addSource("b", topic + "b", topic + "b2");
    t.addSource("c", Pattern.compile("c-.*"));
    t.addSource(AutoOffsetReset.earliest(), "d", topic + "d");
    t.addSource(AutoOffsetReset.latest(), "e", Pattern.compile("e-.*"));
    t.addSource(new Clock(), "f", topic + "f");
    t.addSource((record, time) -> time, "g", Pattern.compile("g-.*"));
    t.addSource(AutoOffsetReset.earliest(), new Clock(), "h", topic + "h");
    t.addSource(AutoOffsetReset.earliest(), (record, time) -> time, "i", Pattern.compile("i-.*"));
    t.addSource("j", plain, ofSerde, topic + "j");
    t.addSource("k", new StringDeserializer(), Serdes.Long().deserializer(), Pattern.compile("k-.*"));
    t.addSource(AutoOffsetReset.earliest(), "l", plain, (name, bytes) -> "", topic + "l", topic + "l2");
    t.addSource(AutoOffsetReset.earliest(), "m", null, null, Pattern.compile("m-.*"));
    t.addSource(AutoOffsetReset.earliest(), "n", new Clock(), plain, ofSerde, topic + "n");
    t.addSource(AutoOffsetReset.earliest(), "o", null, plain, ofSerde, Pattern.compile("o-.*"));
    t.addSource("p", new String[] {topic + "p", "p2"});
    t.addSource("z", "z");
    for (String name : new String[] {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"}) {
      t.addProcessor("work-" + name, Work::new, name, "z");
      t.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("store-" + name), Serdes.String(), Serdes.String()), "work-" + name);
    }
    return t;
  }
}
