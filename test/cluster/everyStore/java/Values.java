package everystore;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.internals.foreignkeyjoin.SubscriptionWrapper;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.internals.LeftOrRightValue;
import org.apache.kafka.streams.state.internals.TimestampedKeyAndJoinSide;

/** Says in JSON what the library's own deserializers gave. */
final class Values {
  private static final long EXACT = 1L << 53;

  private Values() {}

  /** What a store gives for a key, in parts; null where it does not keep the part. */
  record Held(Object value, Long timestamp, List<Map<String, Object>> headers) {}

  static Held held(Object held) throws Exception {
    if (held instanceof ValueAndTimestamp<?> stamped) return new Held(stamped.value(), stamped.timestamp(), null);
    String type = held == null ? "" : held.getClass().getSimpleName();
    // Types of 4.3 and later: asked for by name, so that this also compiles against older libraries.
    if (type.equals("ValueTimestampHeaders"))
      return new Held(call(held, "value"), (Long) call(held, "timestamp"), headers((Headers) call(held, "headers")));
    if (type.equals("AggregationWithHeaders")) return new Held(call(held, "aggregation"), null, headers((Headers) call(held, "headers")));
    return new Held(held, null, null);
  }

  private static Object call(Object target, String method) throws Exception {
    return target.getClass().getMethod(method).invoke(target);
  }

  /** A part whose accessor was `getPart` before it was `part`. */
  private static Object get(Object target, String part) throws Exception {
    String older = "get" + Character.toUpperCase(part.charAt(0)) + part.substring(1);
    for (java.lang.reflect.Method method : target.getClass().getMethods())
      if (method.getParameterCount() == 0 && (method.getName().equals(part) || method.getName().equals(older))) return method.invoke(target);
    throw new NoSuchMethodException(target.getClass() + "." + part);
  }

  static List<Map<String, Object>> headers(Headers headers) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Header header : headers) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("key", header.key());
      one.put("value", base64(header.value()));
      list.add(one);
    }
    return list;
  }

  static String base64(byte[] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /** The subscription store gives its keys as Bytes, where the serde of the shape wants an array. */
  static Object plainKey(Object key) {
    return key instanceof Bytes bytes ? bytes.get() : key;
  }

  static Object toJson(Object value) throws Exception {
    if (value instanceof Long number) return Math.abs(number) <= EXACT - 1 ? number : number.toString();
    if (value instanceof byte[] bytes) return Map.of("base64", base64(bytes));
    if (value instanceof Bytes bytes) return Map.of("base64", base64(bytes.get()));
    if (value instanceof java.util.UUID id) return id.toString();
    if (value instanceof TimestampedKeyAndJoinSide<?> key) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("timestamp", get(key, "timestamp"));
      json.put("side", key.isLeftSide() ? "left" : "right");
      json.put("key", toJson(get(key, "key")));
      return json;
    }
    if (value instanceof LeftOrRightValue<?, ?> side) {
      Map<String, Object> json = new LinkedHashMap<>();
      Object left = get(side, "leftValue");
      json.put("side", left != null ? "left" : "right");
      json.put("value", toJson(left != null ? left : get(side, "rightValue")));
      return json;
    }
    if (value instanceof SubscriptionWrapper<?> wrapper) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("instruction", String.valueOf(get(wrapper, "instruction")));
      json.put("version", get(wrapper, "version"));
      json.put("primaryKey", toJson(get(wrapper, "primaryKey")));
      json.put("primaryPartition", get(wrapper, "primaryPartition"));
      long[] hash = (long[]) get(wrapper, "hash");
      json.put("hash", hash == null ? null : java.util.Arrays.toString(hash));
      return json;
    }
    return value;
  }
}
