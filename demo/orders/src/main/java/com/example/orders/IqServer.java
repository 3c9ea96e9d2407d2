package com.example.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Answers read-only questions about this instance over HTTP, on the loopback address. */
final class IqServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/iq/v1";

    private final KafkaStreams streams;
    private final String applicationId;
    private final int port;
    private final TreeSet<String> stores = new TreeSet<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    IqServer(KafkaStreams streams, String applicationId, Topology topology, int port) throws IOException {
        this.streams = streams;
        this.applicationId = applicationId;
        this.port = port;
        TopologyDescription description = topology.describe();
        description.subtopologies().forEach(part -> part.nodes().forEach(node -> {
            if (node instanceof TopologyDescription.Processor processor) {
                stores.addAll(processor.stores());
            }
        }));
        description.globalStores().forEach(global -> stores.addAll(global.processor().stores()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // The exchange is closed after what catches: a closed one can be told no error.
        try (exchange) {
            answerOrFail(exchange);
        }
    }

    private void answerOrFail(HttpExchange exchange) throws IOException {
        try {
            if (!exchange.getRequestMethod().equals("GET")) {
                fail(exchange, 405, "BAD_REQUEST", new IllegalArgumentException("only GET is answered"));
                return;
            }
            send(exchange, 200, answer(exchange));
        } catch (NoSuchPath e) {
            fail(exchange, 404, "NOT_FOUND", e);
        } catch (IllegalArgumentException e) {
            fail(exchange, 400, "BAD_REQUEST", e);
        } catch (UnknownStateStoreException e) {
            fail(exchange, 404, "STORE_UNKNOWN", e);
        } catch (StreamsNotStartedException e) {
            fail(exchange, 503, "STREAMS_NOT_STARTED", e);
        } catch (InvalidStateStoreException e) {
            boolean wrongKind = String.valueOf(e.getMessage()).contains("does not accept");
            fail(exchange, wrongKind ? 400 : 503, wrongKind ? "WRONG_STORE_KIND" : "INVALID_STATE_STORE", e);
        } catch (IllegalStateException e) {
            fail(exchange, 503, "NOT_RUNNING", e);
        } catch (RuntimeException e) {
            fail(exchange, 500, "INTERNAL", e);
        }
    }

    private Object answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith(ROOT)) {
            throw new NoSuchPath(path);
        }
        String rest = path.substring(ROOT.length());
        switch (rest) {
            case "", "/":
                return map("api", "ks-iq/1", "applicationId", applicationId, "state", streams.state().name(),
                    "self", host(new HostInfo("127.0.0.1", port)), "stores", stores,
                    "capabilities", List.of("lags", "metadata", "get", "all", "range", "count", "window", "session"));
            case "/health":
                return map("state", streams.state().name(), "alive", streams.state().isRunningOrRebalancing());
            case "/hosts":
                return map("hosts", streams.metadataForAllStreamsClients().stream().map(IqServer::metadata).toList());
            case "/lags":
                return map("self", host(new HostInfo("127.0.0.1", port)), "lags", lags());
            case "/stores":
                StoreReader reader = new StoreReader(streams);
                return map("stores", stores.stream().map(name -> map("name", name, "kind", reader.kind(name), "keySerde", "String")).toList());
            default:
                String[] parts = rest.split("/");
                if (parts.length != 4 || !parts[1].equals("stores")) {
                    throw new NoSuchPath(path);
                }
                String store = decode(parts[2]);
                if (!stores.contains(store)) {
                    throw new UnknownStateStoreException("no store is called " + store);
                }
                return new StoreReader(streams).read(store, parts[3], query(exchange.getRequestURI().getRawQuery()));
        }
    }

    private Map<String, Object> lags() {
        Map<String, Object> result = new TreeMap<>();
        streams.allLocalStorePartitionLags().forEach((store, partitions) -> {
            Map<Integer, Object> of = new TreeMap<>();
            partitions.forEach((partition, lag) -> of.put(
                partition,
                map("position", lag.currentOffsetPosition(), "end", lag.endOffsetPosition(), "lag", lag.offsetLag())));
            result.put(store, of);
        });
        return result;
    }

    private static Object metadata(StreamsMetadata of) {
        return map("host", host(of.hostInfo()), "stores", new TreeSet<>(of.stateStoreNames()),
            "standbyStores", new TreeSet<>(of.standbyStateStoreNames()),
            "partitions", of.topicPartitions().stream().map(TopicPartition::toString).sorted().toList(),
            "standbyPartitions", of.standbyTopicPartitions().stream().map(TopicPartition::toString).sorted().toList());
    }

    static Object host(HostInfo host) {
        return map("host", host.host(), "port", host.port());
    }

    private static Map<String, String> query(String text) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            int at = pair.indexOf('=');
            result.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
        }
        return result;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            result.put((String) pairs[i], pairs[i + 1]);
        }
        return result;
    }

    private void fail(HttpExchange exchange, int status, String code, Exception e) throws IOException {
        if (status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        send(exchange, status, map("error", map("code", code, "message", String.valueOf(e.getMessage()),
            "exception", e.getClass().getSimpleName(), "state", streams.state().name())));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static final class NoSuchPath extends RuntimeException {
        NoSuchPath(String path) {
            super("nothing is at " + path);
        }
    }
}
