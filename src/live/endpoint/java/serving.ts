/** A part of the query endpoint's source (`endpointTemplate.ts`): imports, settings, and what is at which path. */
export const serving = String.raw`//~ server
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
//~ end
import java.io.UnsupportedEncodingException;
//~ server
import java.net.InetAddress;
import java.net.InetSocketAddress;
//~ end
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
//~ server
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
//~ end
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
//~ agent
import java.util.function.Function;
//~ end
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
//~ from 3.0
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
//~ end
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
//~ before 3.0
import org.apache.kafka.streams.processor.TaskMetadata;
import org.apache.kafka.streams.processor.ThreadMetadata;
//~ end
//~ from 3.8
import org.apache.kafka.streams.query.MultiVersionedKeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
//~ end
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
//~ before 3.0
import org.apache.kafka.streams.state.StreamsMetadata;
//~ end
import org.apache.kafka.streams.state.ValueAndTimestamp;
//~ from 3.8
import org.apache.kafka.streams.state.VersionedRecord;
import org.apache.kafka.streams.state.VersionedRecordIterator;
//~ end

/**
 * Answers questions about the state stores of this application over HTTP, by the contract ks-iq/1. It only reads: there is no request that
 * changes anything.
 *
//~ server
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
//~ shell
 * <pre>
 * new QueryEndpoint(streams, topology, "orders-app")
 *     .keys("totals-by-day", Serdes.Long())       // stores whose keys are no strings
 *     .values(mapper::writeValueAsString)          // values that are no strings, numbers or booleans, as JSON
 * </pre>
//~ end
 *
 * <p>Pass the very topology that KafkaStreams was made of. An answer has {@value #MOST_ROWS} rows at most; longer ones go on with a cursor,
 * which holds nothing open here. An instance answers for its own partitions only, and says who has the others.
 */
//~ server
public final class QueryEndpoint implements AutoCloseable {
//~ shell
public final class QueryEndpoint {
//~ end
    public static final String ROOT = "/iq/v1";
//~ shell
    /** The answer before there is a KafkaStreams to ask. */
    public static final String NOT_STARTED =
        "{\"error\":{\"code\":\"STREAMS_NOT_STARTED\",\"reason\":\"not-started\",\"message\":\"KafkaStreams is not started\",\"retryable\":true}}";
//~ end
    private static final int MOST_ROWS = 1000;
    /** Of one answer, in bytes of keys and JSON; the row that passes it is the last. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    /** Windows that one question may pass over to find its rows. */
    private static final int MOST_WINDOWS = 1_000_000;
//~ server
    private static final int THREADS = 16;
    /** For which a client may hold a thread: while it sends its request, and again while it takes the answer. */
    private static final long CLIENT_SECONDS = 5;
    private static final long ANSWER_SECONDS = 60;
//~ end
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
//~ agent
    private Function<String, Serde<?>> keySerdeOf = store -> null;
//~ end
    private byte[] token;
    private HostInfo self;
//~ server
    private HttpServer server;
    private ThreadPoolExecutor threads;
    private ScheduledThreadPoolExecutor clock;
//~ end

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

//~ agent
    /** Tells the serde of a store's keys; null: it is not known yet. */
    QueryEndpoint keys(Function<String, Serde<?>> find) {
        keySerdeOf = find;
        return this;
    }
//~ end
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

//~ shell
    /** The same as application.server has it; null: it is not set. */
    public QueryEndpoint server(String applicationServer) {
        self = applicationServer == null ? null : HostInfo.buildFromEndpoint(applicationServer);
        return this;
    }

//~ server
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

//~ end
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
//~ from 3.8
            case "versions":
                return versions(store, question);
//~ end
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
//~ from 3.8
            "versions",
//~ end
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

`;
