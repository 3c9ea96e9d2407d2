package everystore;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Walks the suppress buffers, which no interactive query reaches, on the thread that owns them: a record of the topic `walk` makes it look.
 * The buffers have no public way to be read, so their map is taken as it is; the bytes in it are keys and new values as the library holds them.
 */
final class Walker extends ContextualProcessor<byte[], byte[], Void, Void> {
  /** The partitions that were walked. */
  static final Set<Integer> DONE = ConcurrentHashMap.newKeySet();

  private final List<String> stores;
  private final PrintStream out;

  Walker(List<String> stores, PrintStream out) {
    this.stores = stores;
    this.out = out;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    int partition = context().taskId().partition();
    try {
      for (String store : stores) walk(store, partition, context().getStateStore(store), out);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    DONE.add(partition);
  }

  static void walk(String name, int partition, StateStore outer, PrintStream out) throws Exception {
    StateStore store = outer;
    while (store instanceof org.apache.kafka.streams.state.internals.WrappedStateStore<?, ?, ?> wrapped) store = wrapped.wrapped();
    Field field = store.getClass().getDeclaredField("sortedMap");
    field.setAccessible(true);
    List<Object> rows = new ArrayList<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) field.get(store)).entrySet()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("keyBytes", Values.base64(((Bytes) call(entry.getKey(), "key")).get()));
      row.put("valueBytes", Values.base64((byte[]) call(entry.getValue(), "newValue")));
      row.put("bufferTime", call(entry.getKey(), "time"));
      rows.add(row);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "answer");
    line.put("store", name);
    line.put("partition", partition);
    line.put("ask", "all");
    line.put("arguments", Map.of());
    line.put("rows", rows);
    Answers.write(out, line);
  }

  private static Object call(Object target, String name) throws Exception {
    Method method = target.getClass().getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(target);
  }
}
