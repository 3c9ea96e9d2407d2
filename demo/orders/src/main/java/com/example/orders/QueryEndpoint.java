package com.example.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.ShortDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.query.MultiVersionedKeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.VersionedRecord;
import org.apache.kafka.streams.state.VersionedRecordIterator;

/**
 * Answers questions about the state stores of this application over HTTP, by the contract ks-iq/1. It only reads: there is no request that
 * changes anything.
 *
 * <pre>
 * QueryEndpoint endpoint = new QueryEndpoint(streams, topology, "orders-app")
 *     .keys("totals-by-day", Serdes.Long())       // stores whose keys are no strings
 *     .values(mapper::writeValueAsString)          // values that are no strings, numbers or booleans, as JSON
 *     .self("10.0.0.7", 7070);                     // as application.server says it, where that is not where it listens
 * endpoint.listen("127.0.0.1", 7070);
 * </pre>
 *
 * <p>It depends on nothing but Kafka Streams and the JDK (module jdk.httpserver). Whoever reaches the address may read every store: listen on
 * the loopback address, or set a {@link #token}, and leave encryption to what stands in front.
 *
 * <p>Pass the very topology that KafkaStreams was made of. An answer has {@value #MOST_ROWS} rows at most; longer ones go on with a cursor,
 * which holds nothing open here. An instance answers for its own partitions only, and says who has the others.
 */
public final class QueryEndpoint implements AutoCloseable {
    public static final String ROOT = "/iq/v1";
    private static final int MOST_ROWS = 1000;
    /** Of one answer, in bytes of keys and JSON; the row that passes it is the last. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    /** Windows that one question may pass over to find its rows. */
    private static final int MOST_WINDOWS = 1_000_000;
    private static final int THREADS = 16;
    /** For which a client may hold a thread: while it sends its request, and again while it takes the answer. */
    private static final long CLIENT_SECONDS = 5;
    private static final long ANSWER_SECONDS = 60;
    private static final long SAFE_INTEGER = (1L << 53) - 1;

    /** Writes a value as JSON; null: it has none, and is written as it prints itself. */
    public interface JsonWriter {
        String write(Object value) throws Exception;
    }

    /** A status of HTTP and a JSON text: all that a controller of a framework has to pass on. */
    public static final class Answer {
        public final int status;
        public final String json;

        private Answer(int status, String json) {
            this.status = status;
            this.json = json;
        }
    }

    private final KafkaStreams streams;
    private final String applicationId;
    private final String description;
    /** The sub-topology of each store that is not global; task ids begin with it. */
    private final Map<String, Integer> subtopologies = new TreeMap<>();
    private final Map<Integer, List<TopologyDescription.Source>> sources = new HashMap<>();
    private final Set<String> globalStores = new TreeSet<>();
    private final Map<String, Serde<?>> keySerdes = new ConcurrentHashMap<>();
    private final Map<String, String> kinds = new ConcurrentHashMap<>();
    private JsonWriter values = value -> null;
    private byte[] token;
    private HostInfo self;
    private HttpServer server;
    private ThreadPoolExecutor threads;
    private ScheduledThreadPoolExecutor clock;

    public QueryEndpoint(KafkaStreams streams, Topology topology, String applicationId) {
        this.streams = streams;
        this.applicationId = applicationId;
        TopologyDescription all = topology.describe();
        description = all.toString();
        for (TopologyDescription.Subtopology part : all.subtopologies()) {
            sources.put(part.id(), new ArrayList<>());
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source) {
                    sources.get(part.id()).add((TopologyDescription.Source) node);
                } else if (node instanceof TopologyDescription.Processor) {
                    ((TopologyDescription.Processor) node).stores().forEach(store -> subtopologies.put(store, part.id()));
                }
            }
        }
        all.globalStores().forEach(global -> globalStores.addAll(global.processor().stores()));
        globalStores.forEach(subtopologies::remove);
    }

    /** The serde of a store's keys, where they are no strings. */
    public QueryEndpoint keys(String store, Serde<?> serde) {
        keySerdes.put(store, serde);
        return this;
    }

    /** How values are written that are no strings, numbers, booleans or bytes; without it as {@code String.valueOf} has them. */
    public QueryEndpoint values(JsonWriter writer) {
        values = writer;
        return this;
    }

    /** Requests must then have the header {@code Authorization: Bearer TOKEN}. */
    public QueryEndpoint token(String secret) {
        token = secret.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Where others reach this instance, as its application.server says; without it, where it listens. */
    public QueryEndpoint self(String host, int port) {
        self = new HostInfo(host, port);
        return this;
    }

    /** Starts to answer; port 0 takes one that is free. Returns the port. */
    public synchronized int listen(String address, int port) throws IOException {
        InetAddress at = InetAddress.getByName(address);
        server = HttpServer.create(new InetSocketAddress(at, port), 0);
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "query-endpoint");
            thread.setDaemon(true);
            return thread;
        };
        threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        threads.allowCoreThreadTimeOut(true);
        clock = new ScheduledThreadPoolExecutor(1, daemons);
        clock.setRemoveOnCancelPolicy(true);
        server.createContext("/", exchange -> serve(exchange, at.isLoopbackAddress()));
        server.setExecutor(exchange -> threads.execute(() -> {
            Patience patience = new Patience(clock);
            try {
                patience.begin(CLIENT_SECONDS);
                exchange.run();
            } finally {
                patience.end();
            }
        }));
        server.start();
        int taken = server.getAddress().getPort();
        if (self == null) {
            self = new HostInfo(address, taken);
        }
        return taken;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            clock.shutdownNow();
            server = null;
        }
    }

    /** Ends the connection of a client that holds its thread for too long: the channel is closed where its thread is interrupted. */
    private static final class Patience {
        private static final ThreadLocal<Patience> CURRENT = new ThreadLocal<>();
        private final ScheduledThreadPoolExecutor clock;
        private final Thread thread = Thread.currentThread();
        private Future<?> planned;

        Patience(ScheduledThreadPoolExecutor clock) {
            this.clock = clock;
            CURRENT.set(this);
        }

        synchronized void begin(long seconds) {
            planned = clock.schedule(this::interrupt, seconds, TimeUnit.SECONDS);
        }

        private synchronized void interrupt() {
            if (planned != null) {
                thread.interrupt();
            }
        }

        /** What stores do between request and answer is never interrupted. */
        synchronized void end() {
            if (planned != null) {
                planned.cancel(false);
                planned = null;
            }
            Thread.interrupted();
        }
    }

    private void serve(HttpExchange exchange, boolean isLocal) throws IOException {
        try {
            String host = exchange.getRequestHeaders().getFirst("Host");
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            Patience.CURRENT.get().end();
            // A page in a browser may call this machine by a name of its own: such a request is none of ours.
            Answer answer = isLocal && !isLoopbackName(host)
                ? failure(403, "FORBIDDEN", "forbidden", "this endpoint is called by the loopback address only", null)
                : answer(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange.getRequestURI().getRawQuery(), authorization);
            byte[] body = answer.json.getBytes(StandardCharsets.UTF_8);
            Patience.CURRENT.get().begin(ANSWER_SECONDS);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status == 503) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(answer.status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } finally {
            exchange.close();
        }
    }

    private static boolean isLoopbackName(String header) {
        String host = header == null ? "" : header.replaceAll(":\\d{1,5}$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Answers one request; never throws. Path and query are as they were sent, with their escapes. */
    public Answer answer(String method, String path, String query, String authorization) {
        try {
            if (token != null && !isAuthorized(authorization)) {
                return failure(401, "UNAUTHORIZED", "unauthorized", "the header Authorization: Bearer TOKEN is missing or wrong", null);
            }
            if (!"GET".equals(method)) {
                return failure(405, "BAD_REQUEST", "bad-request", "only GET is answered", null);
            }
            return new Answer(200, Json.write(find(path, new Question(query))));
        } catch (Refusal refusal) {
            return failure(refusal.status, refusal.code, refusal.reason, refusal.getMessage(), refusal.where);
        } catch (IllegalArgumentException e) {
            return failure(400, "BAD_REQUEST", "bad-request", e.getMessage(), null);
        } catch (StreamsNotStartedException e) {
            return failure(503, "STREAMS_NOT_STARTED", "not-started", e.getMessage(), null);
        } catch (UnknownStateStoreException e) {
            return failure(404, "STORE_UNKNOWN", "unknown-store", e.getMessage(), null);
        } catch (InvalidStateStoreException e) {
            boolean isOfAnotherKind = isOfAnotherKind(e);
            return isOfAnotherKind
                ? failure(400, "WRONG_STORE_KIND", "wrong-kind", e.getMessage(), null)
                : failure(503, "INVALID_STATE_STORE", "rebalancing", e.getMessage(), null);
        } catch (IllegalStateException e) {
            return failure(503, "NOT_RUNNING", streams.state() == KafkaStreams.State.CREATED ? "not-started" : "not-running", e.getMessage(), null);
        } catch (RuntimeException e) {
            return failure(500, "INTERNAL", "internal", e.toString(), null);
        }
    }

    private boolean isAuthorized(String header) {
        byte[] given = header == null || !header.startsWith("Bearer ") ? new byte[0] : header.substring(7).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, token);
    }

    private Answer failure(int status, String code, String reason, String message, Map<String, Object> where) {
        Map<String, Object> error = map("code", code, "reason", reason, "message", message, "state", streams.state().name(),
            "retryable", status == 503 || status == 421);
        if (where != null) {
            error.putAll(where);
        }
        return new Answer(status, Json.write(map("error", error)));
    }

    private Object find(String path, Question question) {
        if (path == null || !path.startsWith(ROOT)) {
            throw noSuchPath();
        }
        String[] parts = path.substring(ROOT.length()).split("/");
        if (parts.length <= 2) {
            switch (parts.length < 2 ? "" : parts[1]) {
                case "":
                    return map("api", "ks-iq/1", "applicationId", applicationId, "state", streams.state().name(), "self", host(self),
                        "stores", storeNames(), "capabilities", capabilities());
                case "health":
                    return map("state", streams.state().name(), "alive", streams.state().isRunningOrRebalancing());
                case "hosts":
                    return map("hosts", hosts());
                case "lags":
                    return map("self", host(self), "lags", lags());
                case "stores":
                    return map("stores", stores());
                case "topology":
                    return map("description", description);
                default:
                    throw noSuchPath();
            }
        }
        if (parts.length != 4 || !parts[1].equals("stores")) {
            throw noSuchPath();
        }
        String store = decode(parts[2].replace("+", "%2B"));
        if (!subtopologies.containsKey(store) && !globalStores.contains(store)) {
            throw new Refusal(404, "STORE_UNKNOWN", "unknown-store", "this topology has no store " + store, null);
        }
        return ofStore(store, parts[3], question);
    }

    private Object ofStore(String store, String operation, Question question) {
        switch (operation) {
            case "metadata":
                return question.has("key") ? keyMetadata(store, question) : storeMetadata(store);
            case "get":
                return get(store, question);
            case "all":
            case "range":
            case "prefix":
                return scan(store, operation, question);
            case "window":
                return windows(store, question);
            case "session":
                return sessions(store, question);
            case "versions":
                return versions(store, question);
            case "count":
                return count(store, question);
            case "rocksdb":
                return map("metrics", rocksdb(store));
            default:
                throw noSuchPath();
        }
    }

    private static List<String> capabilities() {
        return Arrays.asList("get", "range", "prefix", "all", "reverse", "window", "session", "count", "metadata", "lags", "stale", "topology",
            "versions",
            "rocksdb");
    }

    private Set<String> storeNames() {
        Set<String> names = new TreeSet<>(subtopologies.keySet());
        names.addAll(globalStores);
        return names;
    }

    private List<Object> stores() {
        List<Object> result = new ArrayList<>();
        for (String store : storeNames()) {
            result.add(map("name", store, "kind", kindOrUnknown(store), "global", globalStores.contains(store), "keySerde", keySerdeName(store)));
        }
        return result;
    }

    // ---- who has what

    private List<Object> hosts() {
        List<Object> result = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            result.add(map("host", host(one.hostInfo()), "stores", new TreeSet<>(one.stateStoreNames()),
                "standbyStores", new TreeSet<>(one.standbyStateStoreNames()),
                "partitions", names(one.topicPartitions()), "standbyPartitions", names(one.standbyTopicPartitions())));
        }
        return result;
    }

    private Collection<StreamsMetadata> allInstances() {
        return streams.metadataForAllStreamsClients();
    }

    private static Set<String> names(Set<TopicPartition> partitions) {
        Set<String> names = new TreeSet<>();
        partitions.forEach(one -> names.add(one.toString()));
        return names;
    }

    /** What this instance has is certain; what others have is what the last rebalance told it. */
    private Object storeMetadata(String store) {
        List<Object> hosts = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            hosts.add(map("host", host(one.hostInfo()), "active", partitionsOf(store, one.topicPartitions()),
                "standby", partitionsOf(store, one.standbyTopicPartitions())));
        }
        return map("applicationId", applicationId, "self", host(self), "state", streams.state().name(), "kind", kindOrUnknown(store),
            "global", globalStores.contains(store), "keySerde", keySerdeName(store), "active", localPartitions(store, true),
            "standby", localPartitions(store, false), "hosts", hosts);
    }

    /** The partitions of a store are those of what its sub-topology reads. */
    private Set<Integer> partitionsOf(String store, Set<TopicPartition> assigned) {
        Set<Integer> result = new TreeSet<>();
        for (TopologyDescription.Source source : sources.getOrDefault(subtopologies.getOrDefault(store, -1), Collections.emptyList())) {
            for (TopicPartition one : assigned) {
                boolean isRead = source.topicPattern() != null
                    ? source.topicPattern().matcher(one.topic()).matches()
                    : source.topicSet().contains(one.topic())
                        || one.topic().startsWith(applicationId + "-") && source.topicSet().contains(one.topic().substring(applicationId.length() + 1));
                if (isRead) {
                    result.add(one.partition());
                }
            }
        }
        return result;
    }

    /** Of tasks that this instance has, by the threads themselves. */
    private Set<Integer> localPartitions(String store, boolean isActive) {
        Set<Integer> result = new TreeSet<>();
        String start = subtopologies.get(store) + "_";
        for (ThreadMetadata thread : localThreads()) {
            for (TaskMetadata task : isActive ? thread.activeTasks() : thread.standbyTasks()) {
                String id = String.valueOf(task.taskId());
                if (id.startsWith(start)) {
                    result.add(Integer.valueOf(id.substring(start.length())));
                }
            }
        }
        return result;
    }

    private Set<ThreadMetadata> localThreads() {
        return streams.metadataForLocalThreads();
    }

    private Object keyMetadata(String store, Question question) {
        Key key = question.key(store, "key");
        Map<String, Object> result = map("keyBytes", base64(key.bytes), "global", globalStores.contains(store));
        if (globalStores.contains(store)) {
            result.putAll(map("partition", -1, "active", host(self), "standby", Collections.emptyList()));
            return result;
        }
        KeyQueryMetadata found = streams.queryMetadataForKey(store, key.value, key.serializer());
        if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            result.putAll(map("partition", null, "active", null, "standby", Collections.emptyList(), "routing", "none"));
            return result;
        }
        result.putAll(placeOf(found));
        return result;
    }

    /** null: this application sets no application.server, so nobody knows of another instance. */
    private KeyQueryMetadata whereIs(String store, Key key) {
        KeyQueryMetadata found = streams.queryMetadataForKey(store, key.value, key.serializer());
        if (found == null) {
            throw new Refusal(404, "STORE_UNKNOWN", "unknown-store", "this topology has no store " + store, null);
        }
        if (found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            if (streams.state() == KafkaStreams.State.RUNNING && allInstances().isEmpty()) {
                return null;
            }
            throw new Refusal(503, "METADATA_NOT_AVAILABLE", "rebalancing", "it is not known yet who has this key", null);
        }
        return found;
    }

    private static Map<String, Object> placeOf(KeyQueryMetadata found) {
        List<Object> standby = new ArrayList<>();
        found.standbyHosts().forEach(one -> standby.add(host(one)));
        return map("partition", found.partition(), "active", host(found.activeHost()), "standby", standby);
    }

    /** As the metadata of this instance has it; others may know better. */
    private Map<String, Object> holdersOf(String store, int partition) {
        Object active = null;
        List<Object> standby = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            if (partitionsOf(store, one.topicPartitions()).contains(partition)) {
                active = host(one.hostInfo());
            } else if (partitionsOf(store, one.standbyTopicPartitions()).contains(partition)) {
                standby.add(host(one.hostInfo()));
            }
        }
        return map("partition", partition, "active", active, "standby", standby);
    }

    private Map<String, Object> lags() {
        Map<String, Object> result = new TreeMap<>();
        streams.allLocalStorePartitionLags().forEach((store, partitions) -> {
            Map<String, Object> ofStore = new LinkedHashMap<>();
            new TreeMap<>(partitions).forEach((partition, lag) -> ofStore.put(
                String.valueOf(partition),
                map("position", lag.currentOffsetPosition(), "end", lag.endOffsetPosition(), "lag", lag.offsetLag())));
            result.put(store, ofStore);
        });
        return result;
    }

    private Map<String, Object> rocksdb(String store) {
        Map<String, Double> sums = new TreeMap<>();
        for (Metric metric : streams.metrics().values()) {
            boolean isOfStore = metric.metricName().tags().entrySet().stream()
                .anyMatch(tag -> tag.getKey().startsWith("rocksdb-") && tag.getValue().equals(store));
            if (isOfStore && metric.metricValue() instanceof Number) {
                double value = ((Number) metric.metricValue()).doubleValue();
                if (!Double.isNaN(value)) {
                    sums.merge(metric.metricName().name(), value, Double::sum);
                }
            }
        }
        return new LinkedHashMap<>(sums);
    }

    // ---- kinds

    private String kindOrUnknown(String store) {
        try {
            return kindOf(store);
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    /** The library tells a store's kind by what it refuses, once a partition is here. */
    private String kindOf(String store) {
        String known = kinds.get(store);
        if (known != null) {
            return known;
        }
        Instant now = Instant.now();
        String kind;
        if (accepts(store, QueryableStoreTypes.timestampedKeyValueStore(), ReadOnlyKeyValueStore::approximateNumEntries)) {
            kind = "timestamped";
        } else if (accepts(store, QueryableStoreTypes.keyValueStore(), ReadOnlyKeyValueStore::approximateNumEntries)) {
            kind = "keyValue";
        } else if (accepts(store, QueryableStoreTypes.timestampedWindowStore(), one -> one.fetchAll(now, now).close())) {
            kind = "timestampedWindow";
        } else if (accepts(store, QueryableStoreTypes.windowStore(), (ReadOnlyWindowStore<Object, Object> one) -> one.fetchAll(now, now).close())) {
            kind = "window";
        } else if (accepts(store, QueryableStoreTypes.sessionStore(),
                (ReadOnlySessionStore<Object, Object> one) -> one.findSessions("", now.toEpochMilli(), now.toEpochMilli()).close())) {
            kind = "session";
        } else {
            kind = isVersioned(store) ? "versioned" : "other";
        }
        kinds.put(store, kind);
        return kind;
    }

    private interface Use<T> {
        void use(T store);
    }

    private <T> boolean accepts(String store, QueryableStoreType<T> type, Use<T> use) {
        try {
            use.use(streams.store(StoreQueryParameters.fromNameAndType(store, type).enableStaleStores()));
            return true;
        } catch (InvalidStateStoreException e) {
            if (isOfAnotherKind(e)) {
                return false;
            }
            throw e;
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            return true; // it is asked with a key of any type: that it is refused says that the kind was right
        }
    }

    /** Nothing but the message tells it from what passes by itself. */
    private static boolean isOfAnotherKind(InvalidStateStoreException e) {
        return String.valueOf(e.getMessage()).contains("does not accept");
    }

    private boolean isVersioned(String store) {
        Query<VersionedRecord<Object>> query = VersionedKeyQuery.withKey("");
        for (QueryResult<VersionedRecord<Object>> one : streams.query(StateQueryRequest.inStore(store).withQuery(query)).getPartitionResults().values()) {
            if (one.isSuccess() || !one.getFailureReason().name().equals("UNKNOWN_QUERY_TYPE")) {
                return true;
            }
        }
        return false;
    }

    private void refuseOtherKinds(String store, String... kindsThatAnswer) {
        String kind = kindOf(store);
        if (!Arrays.asList(kindsThatAnswer).contains(kind)) {
            throw new Refusal(400, "WRONG_STORE_KIND", "wrong-kind", store + " is of the kind " + kind + ", which does not answer this", null);
        }
    }

    // ---- keys

    private Serde<?> keySerde(String store) {
        Serde<?> serde = keySerdes.get(store);
        return serde == null ? Serdes.String() : serde;
    }

    private String keySerdeName(String store) {
        String name = keySerde(store).deserializer().getClass().getSimpleName();
        return name.endsWith("Deserializer") ? name.substring(0, name.length() - "Deserializer".length()) : name;
    }

    private static final class Key {
        final Object value;
        final byte[] bytes;
        private final Serializer<?> serializer;

        Key(Object value, byte[] bytes, Serializer<?> serializer) {
            this.value = value;
            this.bytes = bytes;
            this.serializer = serializer;
        }

        @SuppressWarnings("unchecked")
        Serializer<Object> serializer() {
            return (Serializer<Object>) serializer;
        }
    }

    private Key keyOfText(String store, String text) {
        Serde<?> serde = keySerde(store);
        Object value;
        Deserializer<?> deserializer = serde.deserializer();
        try {
            if (deserializer instanceof StringDeserializer) {
                value = text;
            } else if (deserializer instanceof LongDeserializer) {
                value = Long.valueOf(text);
            } else if (deserializer instanceof IntegerDeserializer) {
                value = Integer.valueOf(text);
            } else if (deserializer instanceof ShortDeserializer) {
                value = Short.valueOf(text);
            } else if (deserializer instanceof DoubleDeserializer) {
                value = Double.valueOf(text);
            } else if (deserializer instanceof UUIDDeserializer) {
                value = UUID.fromString(text);
            } else {
                throw new Refusal(400, "SERDE", "serde", "keys of " + store + " are given as bytes: keyFormat=base64", null);
            }
        } catch (IllegalArgumentException e) {
            String type = keySerdeName(store);
            throw new Refusal(400, "SERDE", "serde", "keys of " + store + " are of the type " + type + ", which this is not: " + text, null);
        }
        @SuppressWarnings("unchecked")
        Serializer<Object> serializer = (Serializer<Object>) serde.serializer();
        return new Key(value, serializer.serialize(store, value), serializer);
    }

    private Key keyOfBytes(String store, byte[] bytes) {
        Serde<?> serde = keySerde(store);
        try {
            return new Key(serde.deserializer().deserialize(store, bytes), bytes, serde.serializer());
        } catch (RuntimeException e) {
            throw new Refusal(400, "SERDE", "serde", "these bytes are no key of " + store + ": " + e.getMessage(), null);
        }
    }

    /** A key that the store gave. */
    private byte[] bytesOf(String store, Object key) {
        if (key instanceof Bytes) {
            return ((Bytes) key).get();
        }
        if (key instanceof byte[]) {
            return (byte[]) key;
        }
        try {
            @SuppressWarnings("unchecked")
            Serializer<Object> serializer = (Serializer<Object>) keySerde(store).serializer();
            return serializer.serialize(store, key);
        } catch (RuntimeException e) {
            throw new Refusal(500, "SERDE", "serde", "keys of " + store + " are of " + key.getClass().getName()
                + ": give their serde to the endpoint, keys(\"" + store + "\", serde)", null);
        }
    }

    private Object valueJson(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof byte[]) {
            return map("base64", base64((byte[]) value));
        }
        if (value instanceof Bytes) {
            return map("base64", base64(((Bytes) value).get()));
        }
        if (value instanceof ByteBuffer) {
            ByteBuffer buffer = ((ByteBuffer) value).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return map("base64", base64(bytes));
        }
        try {
            String text = values.write(value);
            return text == null ? String.valueOf(value) : new Json.Raw(text);
        } catch (Exception e) {
            throw new Refusal(500, "SERDE", "serde", "a value of " + value.getClass().getName() + " could not be written: " + e.getMessage(), null);
        }
    }

    // ---- reading a partition

    /** What was read of a partition, and how it stands to the newest that the application has. */
    private static final class Read<T> {
        final T value;
        final boolean isStale;

        Read(T value, boolean isStale) {
            this.value = value;
            this.isStale = isStale;
        }
    }

    /**
     * Reads a partition as its active task has it. Where the question takes stale answers and there is no such task here, or it is being
     * restored, what is here is read, and marked.
     */
    private <S, T> Read<T> read(String store, QueryableStoreType<S> type, int partition, boolean takesStale, BiFunction<S, Integer, T> reader) {
        StoreQueryParameters<S> parameters = StoreQueryParameters.fromNameAndType(store, type);
        if (globalStores.contains(store)) {
            return new Read<>(reader.apply(streams.store(parameters), partition), false);
        }
        boolean isActive = localPartitions(store, true).contains(partition);
        if (!isActive && !(takesStale && localPartitions(store, false).contains(partition))) {
            throw new Refusal(421, "PARTITION_NOT_LOCAL", "not-local", "partition " + partition + " of " + store + " is not here",
                holdersOf(store, partition));
        }
        if (isActive) {
            try {
                return new Read<>(reader.apply(streams.store(parameters.withPartition(partition)), partition), false);
            } catch (InvalidStateStoreException e) {
                if (isOfAnotherKind(e)) {
                    throw e;
                }
                if (!takesStale) {
                    throw notReadable(store, partition, e);
                }
            }
        }
        try {
            return new Read<>(reader.apply(streams.store(parameters.withPartition(partition).enableStaleStores()), partition), true);
        } catch (InvalidStateStorePartitionException e) {
            throw notReadable(store, partition, e);
        }
    }

    /** Of a partition whose task is here. */
    private RuntimeException notReadable(String store, int partition, InvalidStateStoreException e) {
        LagInfo lag = streams.allLocalStorePartitionLags().getOrDefault(store, Collections.emptyMap()).get(partition);
        boolean isRestoring = lag != null && lag.offsetLag() > 0;
        return new Refusal(503, "INVALID_STATE_STORE", isRestoring ? "restoring" : "rebalancing", String.valueOf(e.getMessage()),
            isRestoring ? map("partition", partition, "lag", lag.offsetLag()) : map("partition", partition));
    }

    private List<Integer> partitionsOf(String store, Question question) {
        if (globalStores.contains(store)) {
            return Collections.singletonList(-1);
        }
        if (question.has("partition")) {
            return Collections.singletonList((int) question.number("partition", 0));
        }
        Set<Integer> all = new TreeSet<>(localPartitions(store, true));
        if (question.flag("stale")) {
            all.addAll(localPartitions(store, false));
        }
        return new ArrayList<>(all);
    }

    private Map<String, Object> partJson(String store, int partition, boolean isStale) {
        LagInfo lag = isStale ? streams.allLocalStorePartitionLags().getOrDefault(store, Collections.emptyMap()).get(partition) : null;
        return map("partition", partition, "stale", isStale, "lag", isStale ? lag == null ? null : (Object) lag.offsetLag() : (Object) 0L);
    }

    // ---- questions

    private Object get(String store, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        Key key = question.key(store, "key");
        Map<String, Object> result = map("found", false, "key", keyJson(key.value), "keyBytes", base64(key.bytes), "value", null);
        for (int partition : partitionsOfKey(store, key, question)) {
            Read<Object> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> one.get(key.value));
            result.putAll(partJson(store, partition, read.isStale));
            if (read.value != null) {
                result.put("found", true);
                putValue(result, read.value);
                break;
            }
        }
        result.put("servedBy", host(self));
        return result;
    }

    private List<Integer> partitionsOfKey(String store, Key key, Question question) {
        if (globalStores.contains(store) || question.has("partition")) {
            return partitionsOf(store, question);
        }
        KeyQueryMetadata found = whereIs(store, key);
        if (found == null) {
            return partitionsOf(store, question);
        }
        boolean isHere = localPartitions(store, true).contains(found.partition())
            || question.flag("stale") && localPartitions(store, false).contains(found.partition());
        if (!isHere) {
            throw new Refusal(421, "NOT_LOCAL", "not-local", "the key is in partition " + found.partition() + ", which is not here", placeOf(found));
        }
        return Collections.singletonList(found.partition());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private QueryableStoreType<ReadOnlyKeyValueStore<Object, Object>> keyValueType(String store) {
        return kindOf(store).equals("timestamped")
            ? (QueryableStoreType) QueryableStoreTypes.timestampedKeyValueStore()
            : QueryableStoreTypes.keyValueStore();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private QueryableStoreType<ReadOnlyWindowStore<Object, Object>> windowType(String store) {
        return kindOf(store).equals("timestampedWindow")
            ? (QueryableStoreType) QueryableStoreTypes.timestampedWindowStore()
            : QueryableStoreTypes.windowStore();
    }

    private Object scan(String store, String operation, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        boolean isReverse = question.flag("reverse");
        byte[] from = operation.equals("range") ? question.keyBytes(store, "from") : null;
        byte[] to = operation.equals("range") ? question.keyBytes(store, "to") : null;
        byte[] prefix = operation.equals("prefix") ? question.prefix(store) : null;
        Page page = new Page(store, question, partitionsOf(store, question));
        if (from != null && to != null && compare(from, to) > 0) {
            page.note = "from is after to: keys compare as unsigned bytes, negative numbers come after positive ones";
        }
        page.walk((partition, after) -> {
            byte[] lower = isReverse || after == null ? prefix != null && prefix.length > 0 ? prefix : from : after.bytes;
            byte[] upper = isReverse && after != null ? after.bytes : to;
            Read<Boolean> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> {
                try (KeyValueIterator<Object, Object> rows = open(one, store, lower, upper, isReverse)) {
                    while (rows.hasNext()) {
                        KeyValue<Object, Object> next = rows.next();
                        byte[] key = bytesOf(store, next.key);
                        boolean isBefore = isReverse ? after(key, to) : before(key, from) || before(key, prefix);
                        if (isBefore || after != null && (isReverse ? compare(key, after.bytes) >= 0 : compare(key, after.bytes) <= 0)) {
                            continue;
                        }
                        boolean isPast = isReverse ? before(key, from) : after(key, to);
                        if (isPast || prefix != null && !startsWith(key, prefix)) {
                            if (isReverse && prefix != null && compare(key, prefix) > 0) {
                                continue;
                            }
                            break;
                        }
                        if (page.isFull()) {
                            return true;
                        }
                        Map<String, Object> row = map("key", keyJson(next.key), "keyBytes", base64(key), "partition", partition);
                        putValue(row, next.value);
                        page.add(row, new Place(key, -1, -1), partition);
                    }
                }
                return false;
            });
            page.read(partition, read.isStale);
            return read.value;
        });
        return page.toJson();
    }

    private KeyValueIterator<Object, Object> open(
            ReadOnlyKeyValueStore<Object, Object> rows, String store, byte[] lower, byte[] upper, boolean isReverse) {
        if (lower == null && upper == null) {
            return isReverse ? rows.reverseAll() : rows.all();
        }
        Object from = lower == null ? null : keyOfBytes(store, lower).value;
        Object to = upper == null ? null : keyOfBytes(store, upper).value;
        return isReverse ? rows.reverseRange(from, to) : rows.range(from, to);
    }

    /**
     * {@code timeFrom} and {@code timeTo} are the first and the last window start, in milliseconds. The usual {@code timeTo} is now, and the usual
     * {@code timeFrom} a day before it: the cache of a store looks into every segment of the time that it is asked for.
     */
    private Object windows(String store, Question question) {
        refuseOtherKinds(store, "window", "timestampedWindow");
        Key key = question.has("key") ? question.key(store, "key") : null;
        Page page = new Page(store, question, partitionsOf(store, question));
        Instant from = Instant.ofEpochMilli(page.takeTimeFrom(question));
        Instant to = Instant.ofEpochMilli(page.timeTo);
        QueryableStoreType<ReadOnlyWindowStore<Object, Object>> type = windowType(store);
        page.walk((partition, after) -> addWindows(partition, page, read(store, type, partition, question.flag("stale"), (one, p) ->
            firstWindows(store, key == null ? one.fetchAll(from, to) : one.fetch(key.value, key.value, from, to), after, page.room()))));
        return page.toJson();
    }

    /** Sessions that end at {@code timeFrom} or later and begin at {@code timeTo} or earlier; the usual times are those of windows. */
    private Object sessions(String store, Question question) {
        refuseOtherKinds(store, "session");
        Key key = question.has("key") ? question.key(store, "key") : null;
        Page page = new Page(store, question, partitionsOf(store, question));
        long from = page.takeTimeFrom(question);
        long to = page.timeTo;
        QueryableStoreType<ReadOnlySessionStore<Object, Object>> type = QueryableStoreTypes.sessionStore();
        page.walk((partition, after) -> addWindows(partition, page, read(store, type, partition, question.flag("stale"), (one, p) ->
            firstWindows(store, key == null ? one.findSessions(null, null, from, to) : one.findSessions(key.value, from, to), after, page.room()))));
        return page.toJson();
    }

    private static boolean addWindows(int partition, Page page, Read<TreeMap<Place, List<Map<String, Object>>>> read) {
        page.read(partition, read.isStale);
        for (Map.Entry<Place, List<Map<String, Object>>> entry : read.value.entrySet()) {
            if (page.isFull()) {
                return true;
            }
            for (Map<String, Object> row : entry.getValue()) {
                row.put("partition", partition);
                page.add(row, entry.getKey(), partition);
            }
        }
        return false;
    }

    /** One place more than there is room for, which tells that there are more. Iterators of windows go by time or by key, as the store has them. */
    private TreeMap<Place, List<Map<String, Object>>> firstWindows(String store, KeyValueIterator<Windowed<Object>, Object> all, Place after, int room) {
        TreeMap<Place, List<Map<String, Object>>> first = new TreeMap<>();
        int seen = 0;
        try (KeyValueIterator<Windowed<Object>, Object> windows = all) {
            while (windows.hasNext()) {
                KeyValue<Windowed<Object>, Object> next = windows.next();
                if (++seen > MOST_WINDOWS) {
                    throw new IllegalArgumentException("there are more than " + MOST_WINDOWS + " windows: ask for less time");
                }
                Place place = new Place(bytesOf(store, next.key.key()), next.key.window().start(), next.key.window().end());
                if (after != null && place.compareTo(after) <= 0 || first.size() > room && place.compareTo(first.lastKey()) > 0) {
                    continue;
                }
                Map<String, Object> row = map("key", keyJson(next.key.key()), "keyBytes", base64(place.bytes), "start", place.start, "end", place.end);
                putValue(row, next.value);
                first.computeIfAbsent(place, none -> new ArrayList<>()).add(row);
                if (first.size() > room + 1) {
                    first.pollLastEntry();
                }
            }
        }
        return first;
    }

    /** All versions of a key that the store still has, the oldest first; with {@code asOf} the one of that time. */
    private Object versions(String store, Question question) {
        refuseOtherKinds(store, "versioned");
        Key key = question.key(store, "key");
        Page page = new Page(store, question, partitionsOfKey(store, key, question));
        page.walk((partition, after) -> {
            boolean isActive = localPartitions(store, true).contains(partition);
            if (!isActive && !(question.flag("stale") && localPartitions(store, false).contains(partition))) {
                throw new Refusal(421, "PARTITION_NOT_LOCAL", "not-local", "partition " + partition + " of " + store + " is not here",
                    holdersOf(store, partition));
            }
            page.read(partition, !isActive);
            for (VersionedRecord<Object> version : versionsOf(store, key, partition, isActive, question)) {
                if (after != null && version.timestamp() <= after.start) {
                    continue;
                }
                if (page.isFull()) {
                    return true;
                }
                Map<String, Object> row = map("key", keyJson(key.value), "keyBytes", base64(key.bytes), "value", valueJson(version.value()),
                    "timestamp", version.timestamp(), "validTo", version.validTo().orElse(null), "partition", partition);
                page.add(row, new Place(key.bytes, version.timestamp(), -1), partition);
            }
            return false;
        });
        return page.toJson();
    }

    private List<VersionedRecord<Object>> versionsOf(String store, Key key, int partition, boolean isActive, Question question) {
        List<VersionedRecord<Object>> result = new ArrayList<>();
        if (question.has("asOf")) {
            VersionedKeyQuery<Object, Object> query = VersionedKeyQuery.withKey(key.value);
            VersionedRecord<Object> one = ask(store, query.asOf(Instant.ofEpochMilli(question.number("asOf", 0))), partition, isActive);
            return one == null ? result : Collections.singletonList(one);
        }
        MultiVersionedKeyQuery<Object, Object> query = MultiVersionedKeyQuery.withKey(key.value);
        try (VersionedRecordIterator<Object> all = ask(store, query.withAscendingTimestamps(), partition, isActive)) {
            while (all.hasNext()) {
                result.add(all.next());
            }
        }
        return result;
    }

    private <R> R ask(String store, Query<R> query, int partition, boolean isActive) {
        StateQueryRequest<R> request = StateQueryRequest.inStore(store).withQuery(query).withPartitions(Collections.singleton(partition));
        QueryResult<R> result = streams.query(isActive ? request.requireActive() : request).getPartitionResults().get(partition);
        if (result == null || result.isFailure()) {
            String why = result == null ? "the partition did not answer" : result.getFailureReason() + ": " + result.getFailureMessage();
            throw new Refusal(503, "INVALID_STATE_STORE", "rebalancing", why, map("partition", partition));
        }
        return result.getResult();
    }

    /** RocksDB counts what is written again as new: it is approximate. */
    private Object count(String store, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        long sum = 0;
        List<Object> parts = new ArrayList<>();
        for (int partition : partitionsOf(store, question)) {
            Read<Long> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> one.approximateNumEntries());
            sum += read.value;
            parts.add(partJson(store, partition, read.isStale));
        }
        return map("approximate", sum, "partitions", parts, "servedBy", host(self));
    }

    private void putValue(Map<String, Object> row, Object value) {
        if (value instanceof ValueAndTimestamp) {
            row.put("value", valueJson(((ValueAndTimestamp<?>) value).value()));
            row.put("timestamp", ((ValueAndTimestamp<?>) value).timestamp());
        } else {
            row.put("value", valueJson(value));
        }
    }

    private Object keyJson(Object key) {
        return key instanceof UUID ? key.toString() : valueJson(key);
    }

    /** Where a row stands among those of its partition: by the bytes of its key, then by its window or version. */
    private static final class Place implements Comparable<Place> {
        final byte[] bytes;
        final long start;
        final long end;

        Place(byte[] bytes, long start, long end) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
        }

        @Override
        public int compareTo(Place other) {
            int byKey = compare(bytes, other.bytes);
            int byStart = Long.compare(start, other.start);
            return byKey != 0 ? byKey : byStart != 0 ? byStart : Long.compare(end, other.end);
        }
    }

    /** Rows of one partition after the other, until there are enough. */
    private final class Page {
        private final String store;
        private final List<Integer> partitions;
        private final int limit;
        private final List<Object> rows = new ArrayList<>();
        private final List<Object> parts = new ArrayList<>();
        private final Integer firstPartition;
        private final Place firstAfter;
        private String last;
        private String next;
        private int bytes;
        private String note;
        private Long timeFrom;
        private Long timeTo;

        Page(String store, Question question, List<Integer> partitions) {
            this.store = store;
            this.partitions = partitions;
            limit = (int) Math.max(1, Math.min(question.number("limit", MOST_ROWS), MOST_ROWS));
            String cursor = question.get("cursor");
            String[] pieces = cursor == null ? new String[0] : cursor.split("~", -1);
            try {
                firstPartition = pieces.length == 0 ? null : Integer.valueOf(pieces[0]);
                firstAfter = pieces.length < 2 ? null : new Place(Base64.getUrlDecoder().decode(pieces[1]),
                    pieces.length > 2 ? Long.parseLong(pieces[2]) : -1, pieces.length > 3 ? Long.parseLong(pieces[3]) : -1);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the cursor is none that was given: " + cursor, e);
            }
        }

        /** The reader is given a partition and the place to go on after, and says whether there is more than it took. */
        void walk(BiPredicate<Integer, Place> reader) {
            for (int partition : partitions) {
                boolean isFirst = firstPartition != null && partition == firstPartition;
                if (firstPartition != null && partition < firstPartition) {
                    continue;
                }
                if (isFull()) {
                    next = String.valueOf(partition);
                    return;
                }
                if (reader.test(partition, isFirst ? firstAfter : null)) {
                    next = last;
                    return;
                }
            }
        }

        long takeTimeFrom(Question question) {
            timeTo = question.number("timeTo", System.currentTimeMillis());
            timeFrom = question.number("timeFrom", Math.max(0, timeTo - Duration.ofDays(1).toMillis()));
            return timeFrom;
        }

        boolean isFull() {
            return rows.size() >= limit || bytes >= MOST_BYTES;
        }

        int room() {
            return Math.max(0, limit - rows.size());
        }

        void add(Map<String, Object> row, Place place, int partition) {
            rows.add(row);
            bytes += Json.write(row).length();
            last = partition + "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(place.bytes)
                + (place.start < 0 ? "" : "~" + place.start) + (place.end < 0 ? "" : "~" + place.end);
        }

        void read(int partition, boolean isStale) {
            parts.add(partJson(store, partition, isStale));
        }

        Object toJson() {
            Map<String, Object> result = map("rows", rows, "next", next, "partitions", parts, "order", "perPartition", "servedBy", host(self));
            if (timeFrom != null) {
                result.putAll(map("timeFrom", timeFrom, "timeTo", timeTo));
            }
            if (note != null) {
                result.put("note", note);
            }
            return result;
        }
    }

    // ---- requests

    /** The parameters of a request. */
    private final class Question {
        private final Map<String, String> given = new HashMap<>();

        Question(String query) {
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
                int at = pair.indexOf('=');
                given.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }

        boolean has(String name) {
            return given.containsKey(name);
        }

        String get(String name) {
            return given.get(name);
        }

        boolean flag(String name) {
            return "true".equals(given.get(name));
        }

        long number(String name, long otherwise) {
            String text = given.get(name);
            if (text == null) {
                return otherwise;
            }
            if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException(name + " must be a whole number, not " + text);
            }
            return Long.parseLong(text);
        }

        Key key(String store, String name) {
            String text = given.get(name);
            if (text == null) {
                throw new IllegalArgumentException("the parameter " + name + " is missing");
            }
            return "base64".equals(given.get("keyFormat")) ? keyOfBytes(store, unbase64(name, text)) : keyOfText(store, text);
        }

        byte[] keyBytes(String store, String name) {
            return has(name) ? key(store, name).bytes : null;
        }

        byte[] prefix(String store) {
            if ("base64".equals(given.get("keyFormat"))) {
                return unbase64("prefix", String.valueOf(get("prefix")));
            }
            if (!(keySerde(store).deserializer() instanceof StringDeserializer)) {
                throw new IllegalArgumentException("prefixes are of strings; other keys are given as bytes: keyFormat=base64");
            }
            return has("prefix") ? get("prefix").getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    /** A question that is not answered, as the contract says it. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;
        final String reason;
        final transient Map<String, Object> where;

        Refusal(int status, String code, String reason, String message, Map<String, Object> where) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
            this.reason = reason;
            this.where = where;
        }
    }

    private static Refusal noSuchPath() {
        return new Refusal(404, "NOT_FOUND", "not-found", "nothing is at this path", null);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unbase64(String name, String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no base64: " + text, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, Object> host(HostInfo host) {
        return host == null ? null : map("host", host.host(), "port", host.port());
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            result.put((String) pairs[i], pairs[i + 1]);
        }
        return result;
    }

    /** As stores order keys. */
    private static int compare(byte[] left, byte[] right) {
        for (int i = 0; i < left.length && i < right.length; i++) {
            int difference = (left[i] & 0xff) - (right[i] & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return left.length - right.length;
    }

    private static boolean before(byte[] key, byte[] bound) {
        return bound != null && compare(key, bound) < 0;
    }

    private static boolean after(byte[] key, byte[] bound) {
        return bound != null && compare(key, bound) > 0;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(Arrays.copyOf(key, prefix.length), prefix);
    }

    /** JSON as text. Whole numbers that a double does not hold, and numbers that JSON does not have, are strings. */
    private static final class Json {
        static final class Raw {
            final String text;

            Raw(String text) {
                this.text = text;
            }
        }

        static String write(Object value) {
            StringBuilder out = new StringBuilder();
            append(out, value);
            return out.toString();
        }

        private static void append(StringBuilder out, Object value) {
            if (value == null || value instanceof Boolean) {
                out.append(value);
            } else if (value instanceof Raw) {
                out.append(((Raw) value).text);
            } else if (value instanceof Number && isPlain((Number) value)) {
                out.append(value);
            } else if (value instanceof Map) {
                char separator = '{';
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.append(separator);
                    quote(out, String.valueOf(entry.getKey()));
                    out.append(':');
                    append(out, entry.getValue());
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            } else if (value instanceof Collection) {
                char separator = '[';
                for (Object one : (Collection<?>) value) {
                    out.append(separator);
                    append(out, one);
                    separator = ',';
                }
                out.append(separator == '[' ? "[]" : "]");
            } else {
                quote(out, String.valueOf(value));
            }
        }

        private static boolean isPlain(Number value) {
            if (value instanceof Double || value instanceof Float) {
                return !Double.isNaN(value.doubleValue()) && !Double.isInfinite(value.doubleValue());
            }
            return value instanceof Integer || value instanceof Short || value instanceof Byte
                || value instanceof Long && Math.abs(value.longValue()) <= SAFE_INTEGER && value.longValue() != Long.MIN_VALUE;
        }

        private static void quote(StringBuilder out, String text) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < 0x20 || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }
}
