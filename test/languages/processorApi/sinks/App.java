package processorApi.sinks;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** Forms of addSink that connect what stands before them, with what is not all known. */
public class App {
  static class Work implements Processor<Object, Object, Object, Object> {
    public void process(Record<Object, Object> record) {}
  }

  static Topology topology() {
    Topology t = new Topology();
    String topic = java.nio.file.Path.of("topic").toString();
    StreamPartitioner<Object, Object> partitioner = (name, key, value, count) -> Optional.of(Set.of(0));
    TopicNameExtractor<Object, Object> extractor = (key, value, context) -> "out";
    t.addSource("in", "in");
    t.addProcessor("work", Work::new, "in");
    t.addStateStore(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("kept"), Serdes.String(), Serdes.String()), "work");
    t.addSink("a", topic, "work");
    t.addSink("b", topic, partitioner, "work");
    t.addSink("c", topic, new StringSerializer(), Serdes.String().serializer(), "work");
    t.addSink("d", topic, new StringSerializer(), null, partitioner, "work");
    t.addSink("e", extractor, "work");
    t.addSink("f", (key, value, context) -> topic, (name, key, value, count) -> Optional.empty(), "work");
    return t;
  }
}
