package processorApi.ownStoreBuilder;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Store builders that are classes of the program: added to a builder, to a topology, and by a supplier. */
public class App {
  static class Remote implements StateStore {
    private final String name;

    Remote(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    public void init(StateStoreContext context, StateStore root) {}

    public void flush() {}

    public void close() {}

    public boolean persistent() {
      return false;
    }

    public boolean isOpen() {
      return true;
    }
  }

  static class RemoteBuilder implements StoreBuilder<Remote> {
    private final String name;
    private final Map<String, String> settings = new HashMap<>();
    private boolean logging;

    RemoteBuilder(String name, boolean logging) {
      this.name = name;
      this.logging = logging;
    }

    public StoreBuilder<Remote> withCachingEnabled() {
      return this;
    }

    public StoreBuilder<Remote> withCachingDisabled() {
      return this;
    }

    public StoreBuilder<Remote> withLoggingEnabled(Map<String, String> config) {
      logging = true;
      settings.putAll(config);
      return this;
    }

    public StoreBuilder<Remote> withLoggingDisabled() {
      logging = false;
      return this;
    }

    public Remote build() {
      return new Remote(name);
    }

    public Map<String, String> logConfig() {
      return settings;
    }

    public boolean loggingEnabled() {
      return logging;
    }

    public String name() {
      return name;
    }
  }

  static class Work implements Processor<Object, Object, Object, Object> {
    public void process(Record<Object, Object> record) {}
  }

  static class Supplier implements ProcessorSupplier<Object, Object, Object, Object> {
    public Processor<Object, Object, Object, Object> get() {
      return new Work();
    }

    public Set<StoreBuilder<?>> stores() {
      return Collections.singleton(new RemoteBuilder("supplied", true));
    }
  }

  static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(new RemoteBuilder("logged", false).withLoggingEnabled(Map.of("retention.ms", "1000")));
    builder.addStateStore(new RemoteBuilder("quiet", true).withLoggingDisabled());
    builder.stream("in").process(Work::new, "logged", "quiet");
    builder.stream("other").process(new Supplier());
    Topology topology = builder.build();
    topology.addSource("source", "third");
    topology.addProcessor("work", Work::new, "source");
    topology.addStateStore(new RemoteBuilder("by-hand", true), "work");
    return topology;
  }
}
