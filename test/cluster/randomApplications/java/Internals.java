package everystore;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.processor.internals.Task;

/** What the library knows of a topology that runs, and tells nobody. */
final class Internals {
  private Internals() {}

  static InternalTopologyBuilder builderOf(Topology topology) throws Exception {
    Field field = Topology.class.getDeclaredField("internalTopologyBuilder");
    field.setAccessible(true);
    return (InternalTopologyBuilder) field.get(topology);
  }

  /** By sub-topology: sources, repartitions, changelogs, with the application's id. Only after the application was made. */
  static List<Object> subtopologies(Topology topology) throws Exception {
    List<Object> list = new ArrayList<>();
    builderOf(topology)
        .subtopologyToTopicsInfo()
        .forEach((subtopology, info) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", numberOf(subtopology));
          one.put("sources", new TreeSet<>(info.sourceTopics));
          one.put("repartitions", new TreeSet<>(info.repartitionSourceTopics.keySet()));
          one.put("changelogs", new TreeSet<>(info.stateChangelogTopics.keySet()));
          list.add(one);
        });
    return list;
  }

  private static String numberOf(Object subtopology) {
    try {
      Field field = subtopology.getClass().getDeclaredField("nodeGroupId");
      field.setAccessible(true);
      return String.valueOf(field.get(subtopology));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By partition: the store of the running tasks, for kinds that no interactive query reaches. Nothing may be written to it meanwhile. */
  @SuppressWarnings("unchecked")
  static Map<Integer, StateStore> storeOf(KafkaStreams streams, String name) throws Exception {
    Field field = KafkaStreams.class.getDeclaredField("threads");
    field.setAccessible(true);
    Map<Integer, StateStore> stores = new LinkedHashMap<>();
    for (StreamThread thread : (List<StreamThread>) field.get(streams))
      for (Task task : thread.readOnlyActiveTasks()) {
        StateStore store = (StateStore) storeMethod().invoke(task, name);
        if (store != null) stores.put(task.id().partition(), store);
      }
    return stores;
  }

  /** It has another name since 4.0. */
  private static Method storeMethod() throws NoSuchMethodException {
    for (Method method : Task.class.getMethods())
      if (method.getReturnType() == StateStore.class && method.getParameterCount() == 1) return method;
    throw new NoSuchMethodException("Task: a store by its name");
  }
}
