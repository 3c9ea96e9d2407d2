import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** SettingsProbe SCENARIOS.json OUT.json: runs the calls of each scenario on the real library and writes down what its objects hold then. */
public final class SettingsProbe {
    private static final String[] PACKAGES = {
        "org.apache.kafka.streams.kstream.", "org.apache.kafka.streams.kstream.Suppressed$", "org.apache.kafka.streams.kstream.Materialized$",
        "org.apache.kafka.streams.state.", "org.apache.kafka.streams.state.BuiltInDslStoreSuppliers$", "org.apache.kafka.streams.", "org.apache.kafka.streams.processor.",
    };
    private static final String[] CONSTANTS = {
        "org.apache.kafka.streams.StreamsConfig", "org.apache.kafka.streams.StreamsConfig$InternalConfig", "org.apache.kafka.streams.TopologyConfig",
        "org.apache.kafka.clients.consumer.ConsumerConfig", "org.apache.kafka.clients.producer.ProducerConfig", "org.apache.kafka.clients.admin.AdminClientConfig",
        "org.apache.kafka.clients.CommonClientConfigs", "org.apache.kafka.common.config.TopicConfig", "org.apache.kafka.common.config.SaslConfigs",
        "org.apache.kafka.common.config.SslConfigs", "org.apache.kafka.common.config.SecurityConfig",
    };

    public static void main(final String[] args) throws Exception {
        final ObjectMapper mapper = new ObjectMapper();
        final Map<String, Object> scenarios = new LinkedHashMap<>();
        for (final JsonNode scenario : mapper.readTree(new File(args[0]))) {
            scenarios.put(scenario.get("name").asText(), run(scenario.get("steps")));
        }
        final String text = "{\n\"scenarios\": {\n" + lines(mapper, scenarios) + "},\n\"constants\": {\n" + lines(mapper, constants()) + "}\n}\n";
        Files.write(Paths.get(args[1]), text.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry a line, so that a difference can be read. */
    private static String lines(final ObjectMapper mapper, final Map<String, ?> entries) throws Exception {
        final List<String> lines = new ArrayList<>();
        for (final Map.Entry<String, ?> entry : entries.entrySet()) lines.add(mapper.writeValueAsString(entry.getKey()) + ": " + mapper.writeValueAsString(entry.getValue()));
        return String.join(",\n", lines) + "\n";
    }

    private static Object run(final JsonNode steps) throws Exception {
        final Map<String, Object> variables = new LinkedHashMap<>();
        final Map<String, Object> result = new LinkedHashMap<>();
        for (final JsonNode step : steps) {
            try {
                variables.put(step.get(0).asText(), call(step, variables));
            } catch (final ClassNotFoundException | NoSuchMethodException | NoSuchFieldException e) {
                return Collections.singletonMap("absent", true);
            } catch (final InvocationTargetException e) {
                final Map<String, Object> error = new LinkedHashMap<>();
                error.put("type", e.getCause().getClass().getSimpleName());
                error.put("message", e.getCause().getMessage());
                result.put("error", error);
                break;
            }
        }
        final Map<String, Object> values = new LinkedHashMap<>();
        for (final Map.Entry<String, Object> variable : variables.entrySet()) {
            Map<String, Object> facts = null;
            for (final Map.Entry<String, Object> earlier : variables.entrySet()) {
                if (earlier.getKey().equals(variable.getKey())) break;
                if (earlier.getValue() == variable.getValue() && !(variable.getValue() instanceof String)) {
                    facts = Collections.singletonMap("sameAs", earlier.getKey());
                    break;
                }
            }
            values.put(variable.getKey(), facts == null ? describe(variable.getValue()) : facts);
        }
        result.put("values", values);
        return result;
    }

    private static Object call(final JsonNode step, final Map<String, Object> variables) throws Exception {
        final String[] target = step.get(1).asText().split("\\.");
        final Object receiver = variables.get(target[0]);
        final Class<?> type = receiver == null ? find(target[0]) : receiver.getClass();
        final List<Object> args = new ArrayList<>();
        final List<Class<?>> types = new ArrayList<>();
        for (int i = 2; i < step.size(); i++) argument(step.get(i), variables, args, types);
        Method fitting = null;
        for (final Method method : type.getMethods()) {
            if (!method.getName().equals(target[1]) || !fits(method, types) || Modifier.isStatic(method.getModifiers()) != (receiver == null) || method.isBridge()) continue;
            if (fitting == null || fitting.getParameterCount() > 0 && fitting.getParameterTypes()[0].isAssignableFrom(method.getParameterTypes()[0])) fitting = method;
        }
        if (fitting == null) throw new NoSuchMethodException(step.toString());
        fitting.setAccessible(true);
        return fitting.invoke(receiver, args.toArray());
    }

    private static boolean fits(final Method method, final List<Class<?>> types) {
        final Class<?>[] wanted = method.getParameterTypes();
        if (wanted.length != types.size()) return false;
        for (int i = 0; i < wanted.length; i++) {
            final Class<?> given = types.get(i);
            if (wanted[i] == long.class && given == int.class) continue;
            if (!wanted[i].isAssignableFrom(given)) return false;
        }
        return true;
    }

    private static void argument(final JsonNode node, final Map<String, Object> variables, final List<Object> args, final List<Class<?>> types) throws Exception {
        final String kind = node.isObject() ? node.fieldNames().next() : "";
        final JsonNode inner = kind.isEmpty() ? node : node.get(kind);
        Object value = null;
        Class<?> type = null;
        switch (kind) {
            case "":
                value = node.isTextual() ? node.asText() : node.isBoolean() ? (Object) node.asBoolean() : (Object) node.asInt();
                type = node.isTextual() ? String.class : node.isBoolean() ? boolean.class : int.class;
                break;
            case "ms":
                value = Duration.ofMillis(inner.asLong());
                break;
            case "long":
                value = inner.asLong();
                type = long.class;
                break;
            case "serde":
                value = Serdes.class.getMethod(inner.asText()).invoke(null);
                break;
            case "map":
                final Map<String, String> map = new LinkedHashMap<>();
                for (final Iterator<String> names = inner.fieldNames(); names.hasNext();) {
                    final String name = names.next();
                    map.put(name, inner.get(name).asText());
                }
                value = map;
                break;
            case "var":
                value = variables.get(inner.asText());
                break;
            case "constant":
                final String[] path = inner.asText().split("\\.");
                value = find(path[0]).getField(path[1]).get(null);
                break;
            case "function":
                value = (Function<Object, Object>) x -> x;
                break;
            case "consumer":
                value = (Consumer<Object>) x -> { };
                break;
            case "null":
                type = "Duration".equals(inner.asText()) ? Duration.class : "String".equals(inner.asText()) ? String.class : "Map".equals(inner.asText()) ? Map.class : "Function".equals(inner.asText()) ? Function.class : find(inner.asText());
                break;
            default:
                throw new IllegalArgumentException(kind);
        }
        args.add(value);
        types.add(type == null ? value.getClass() : type);
    }

    private static Class<?> find(final String name) throws ClassNotFoundException {
        for (final String prefix : PACKAGES) {
            try {
                return Class.forName(prefix + name);
            } catch (final ClassNotFoundException e) {
                // the next one
            }
        }
        throw new ClassNotFoundException(name);
    }

    private static Map<String, Object> describe(final Object object) throws Exception {
        final Map<String, Object> facts = new TreeMap<>();
        if (object instanceof String) return Collections.singletonMap("text", object);
        if (object instanceof Number) return Collections.singletonMap("number", object);
        if (is(object, "StoreBuilder")) return describeBuilder(object);
        if (is(object, "StoreSupplier")) return describeSupplier(object);
        if (is(object, "DslStoreSuppliers")) return Collections.emptyMap();
        copy(object, facts, "name", "name", "processorName");
        copy(object, facts, "partitions", "numberOfPartitions");
        copy(object, facts, "keySerde", "keySerde");
        copy(object, facts, "valueSerde", "valueSerde", "leftValueSerde");
        copy(object, facts, "otherValueSerde", "otherValueSerde");
        copy(object, facts, "storeName", "storeName");
        copy(object, facts, "supplier", "storeSupplier");
        copy(object, facts, "thisSupplier", "thisStoreSupplier");
        copy(object, facts, "otherSupplier", "otherStoreSupplier");
        copy(object, facts, "logging", "loggingEnabled");
        copy(object, facts, "loggingConfig", "topicConfig");
        copy(object, facts, "caching", "cachingEnabled");
        copy(object, facts, "retentionMs", "retention");
        copy(object, facts, "graceMs", "gracePeriod");
        copy(object, facts, "storeType", "dslStoreSuppliers", "storeType");
        copy(object, facts, "function", "chainFunction");
        copy(object, facts, "consumer", "chainConsumer");
        copy(object, facts, "sizeMs", "sizeMs", "gapMs", "timeDifferenceMs");
        copy(object, facts, "beforeMs", "beforeMs");
        copy(object, facts, "afterMs", "afterMs");
        copy(object, facts, "maintainMs", "maintainDurationMs");
        copy(object, facts, "spuriousResultFix", "enableSpuriousResultFix");
        if (object.getClass().getSimpleName().endsWith("Windows")) facts.put("graceMs", method(object, "gracePeriodMs"));
        if (object.getClass().getSimpleName().endsWith("BufferConfigImpl")) logging(object, facts);
        final Field buffer = field(object, "bufferConfig");
        if (buffer != null && buffer.get(object) != null) logging(buffer.get(object), facts);
        if (is(object, "EmitStrategy")) facts.put("onWindowClose", method(object, "type").toString().equals("ON_WINDOW_CLOSE"));
        if (facts.isEmpty()) throw new IllegalStateException("nothing known of " + object.getClass());
        return facts;
    }

    private static void logging(final Object buffer, final Map<String, Object> facts) throws Exception {
        facts.put("logging", method(buffer, "isLoggingEnabled"));
        final Object config = method(buffer, "logConfig");
        facts.put("loggingConfig", config == null ? method(buffer, "getLogConfig") : config);
    }

    private static Map<String, Object> describeSupplier(final Object supplier) throws Exception {
        final Map<String, Object> facts = new TreeMap<>();
        facts.put("name", method(supplier, "name"));
        for (final String family : new String[] {"KeyValue", "Window", "Session", "Versioned"}) {
            if (is(supplier, family + "BytesStoreSupplier")) facts.put("family", family.equals("KeyValue") ? "keyValue" : family.toLowerCase());
        }
        put(facts, "retentionMs", method(supplier, "retentionPeriod"));
        put(facts, "windowSizeMs", method(supplier, "windowSize"));
        put(facts, "retainDuplicates", method(supplier, "retainDuplicates"));
        put(facts, "historyRetentionMs", method(supplier, "historyRetentionMs"));
        final Object store = method(supplier, "get");
        facts.put("persistent", method(store, "persistent"));
        facts.put("timestamped", is(store, "TimestampedBytesStore"));
        return facts;
    }

    private static Map<String, Object> describeBuilder(final Object builder) throws Exception {
        final Map<String, Object> facts = new TreeMap<>();
        final Object store = method(builder, "build");
        facts.put("class", builder.getClass().getSimpleName());
        facts.put("name", method(builder, "name"));
        facts.put("logging", method(builder, "loggingEnabled"));
        facts.put("loggingConfig", method(builder, "logConfig"));
        copy(builder, facts, "caching", "enableCaching");
        copy(builder, facts, "keySerde", "keySerde");
        put(facts, "retentionMs", method(builder, "retentionPeriod"));
        put(facts, "historyRetentionMs", method(builder, "historyRetention"));
        facts.put("persistent", method(store, "persistent"));
        return facts;
    }

    private static void put(final Map<String, Object> facts, final String key, final Object value) {
        if (value != null) facts.put(key, value);
    }

    private static void copy(final Object object, final Map<String, Object> facts, final String fact, final String... names) throws Exception {
        for (final String name : names) {
            final Field field = field(object, name);
            if (field == null) continue;
            final Object value = field.get(object);
            facts.put(fact, plain(fact, value));
            return;
        }
    }

    private static Object plain(final String fact, final Object value) throws Exception {
        if (fact.equals("function") || fact.equals("consumer")) return value != null;
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) return value;
        if (value instanceof Map) return new TreeMap<>((Map<?, ?>) value);
        if (value instanceof Duration) return ((Duration) value).toMillis();
        if (value instanceof Serde) return "Serdes." + value.getClass().getSimpleName().replaceAll("Serde$", "");
        if (is(value, "StoreSupplier")) return method(value, "name");
        final String type = value.toString() + value.getClass().getSimpleName();
        return type.contains("ROCKS_DB") || type.contains("RocksDB") ? "rocksdb" : "inMemory";
    }

    private static boolean is(final Object object, final String simpleName) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) if (has(type, simpleName)) return true;
        return false;
    }

    private static boolean has(final Class<?> type, final String simpleName) {
        if (type.getSimpleName().equals(simpleName)) return true;
        for (final Class<?> parent : type.getInterfaces()) if (has(parent, simpleName)) return true;
        return false;
    }

    private static Field field(final Object object, final String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                final Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (final NoSuchFieldException e) {
                // its parent may have it
            }
        }
        return null;
    }

    private static Object method(final Object object, final String name) throws Exception {
        for (final Method method : object.getClass().getMethods()) {
            if (!method.getName().equals(name) || method.getParameterCount() > 0) continue;
            method.setAccessible(true);
            return method.invoke(object);
        }
        return null;
    }

    private static Map<String, Object> constants() throws Exception {
        final Map<String, Object> all = new LinkedHashMap<>();
        for (final String name : CONSTANTS) {
            final Class<?> type;
            try {
                type = Class.forName(name);
            } catch (final ClassNotFoundException e) {
                continue;
            }
            final Map<String, Object> values = new TreeMap<>();
            for (final Field field : type.getFields()) {
                if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class || field.getName().matches(".*_DOCS?")) continue;
                values.put(field.getName(), field.get(null));
            }
            all.put(type.getSimpleName(), values);
        }
        return all;
    }
}
