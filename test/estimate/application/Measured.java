package com.example;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * Runs a topology of {@link Orders} until it has RECORDS records, reads all of its store, stops, and prints what that took: BOOTSTRAP TOPOLOGY
 * APPLICATION_ID STATE_FOLDER CONFIGURATION PARTITIONS RECORDS. The topology is {@code latest}, {@code windowed} or {@code versioned}, named as its store; {@code stateless}: none,
 * which says what a JVM takes without state.
 */
public final class Measured {
    private static final AtomicLong mostState = new AtomicLong();
    private static final AtomicLong mostWriteBuffers = new AtomicLong();
    private static final AtomicLong mostCache = new AtomicLong();
    private static final AtomicLong restoreBegan = new AtomicLong();
    private static final AtomicLong restoreEnded = new AtomicLong();
    private static final AtomicLong restored = new AtomicLong();

    public static void main(String[] args) throws Exception {
        String kind = args[1];
        Path folder = Path.of(args[3]);
        int partitions = Integer.parseInt(args[5]);
        int records = Integer.parseInt(args[6]);
        Properties properties = new Properties();
        try (Reader reader = new FileReader(args[4])) {
            properties.load(reader);
        }
        properties.put("bootstrap.servers", args[0]);
        properties.put("application.id", args[2]);
        properties.put("state.dir", folder.toString());
        properties.put("auto.offset.reset", "earliest");
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        boolean isShared = properties.containsKey("rocksdb.config.setter");
        KafkaStreams streams = new KafkaStreams(topology(kind), properties);
        streams.setGlobalStateRestoreListener(new Restores());
        streams.start();
        while (sum(streams, "process-total", "stream-thread-metrics") < records || streams.state() != KafkaStreams.State.RUNNING) {
            if (streams.state() == KafkaStreams.State.ERROR) throw new IllegalStateException("the application ended in an error");
            look(streams, isShared);
            Thread.sleep(50);
        }
        long rows = kind.equals("stateless") ? 0 : read(streams, kind, partitions, records, isShared);
        look(streams, isShared);
        streams.close();
        long[] topics = topics(args[0], args[2]);
        System.out.printf(
            "{\"rows\": %d, \"state\": %d, \"writeBuffers\": %d, \"cache\": %d, \"resident\": %d, \"disk\": %d, \"topics\": %d, \"partitions\": %d, "
                + "\"restored\": %d, \"restoreMs\": %d}%n",
            rows, mostState.get(), mostWriteBuffers.get(), mostCache.get(), resident(), size(folder), topics[0], topics[1], restored.get(),
            restoreEnded.get() - restoreBegan.get());
    }

    private static Topology topology(String kind) {
        if (kind.equals("latest")) return Orders.latest();
        if (kind.equals("windowed")) return Orders.windowed();
        if (kind.equals("versioned")) return Orders.versioned();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("orders").foreach((key, value) -> { });
        return builder.build();
    }

    /** RocksDB's own figures, at their most. A cache that all share is told by each of them, and has the write buffers in it. */
    private static void look(KafkaStreams streams, boolean isShared) {
        long writeBuffers = sum(streams, "size-all-mem-tables", "stream-state-metrics");
        long caches = sum(streams, "block-cache-usage", "stream-state-metrics");
        long readers = sum(streams, "estimate-table-readers-mem", "stream-state-metrics");
        long cache = isShared ? most(streams, "block-cache-usage") : caches;
        mostWriteBuffers.accumulateAndGet(writeBuffers, Math::max);
        mostCache.accumulateAndGet(cache, Math::max);
        mostState.accumulateAndGet(isShared ? cache : writeBuffers + caches + readers, Math::max);
    }

    private static long sum(KafkaStreams streams, String name, String group) {
        return figures(streams, name, group).mapToLong(Measured::value).sum();
    }

    private static long most(KafkaStreams streams, String name) {
        return figures(streams, name, "stream-state-metrics").mapToLong(Measured::value).max().orElse(0);
    }

    private static Stream<? extends Metric> figures(KafkaStreams streams, String name, String group) {
        return streams.metrics().values().stream().filter(one -> one.metricName().name().equals(name) && one.metricName().group().equals(group));
    }

    private static long value(Metric metric) {
        return ((Number) metric.metricValue()).longValue();
    }

    private static long read(KafkaStreams streams, String kind, int partitions, int records, boolean isShared) {
        if (kind.equals("versioned")) return readVersions(streams, partitions, records, isShared);
        if (kind.equals("windowed"))
            return count(streams.store(StoreQueryParameters.fromNameAndType(kind, QueryableStoreTypes.windowStore())).all(), streams, isShared);
        return count(streams.store(StoreQueryParameters.fromNameAndType(kind, QueryableStoreTypes.keyValueStore())).all(), streams, isShared);
    }

    private static long count(KeyValueIterator<?, ?> rows, KafkaStreams streams, boolean isShared) {
        long count = 0;
        try (rows) {
            for (; rows.hasNext(); rows.next()) if (++count % 10_000 == 0) look(streams, isShared);
        }
        return count;
    }

    /** A versioned store is asked for a key at a time. */
    private static long readVersions(KafkaStreams streams, int partitions, int records, boolean isShared) {
        long count = 0;
        for (int i = 0; i < records; i++) {
            VersionedKeyQuery<String, byte[]> query = VersionedKeyQuery.withKey(Fill.keyOf(i));
            var answer = streams.query(StateQueryRequest.inStore("versioned").withQuery(query).withPartitions(Set.of(i % partitions)));
            if (answer.getOnlyPartitionResult().getResult() != null) count++;
            if (i % 10_000 == 0) look(streams, isShared);
        }
        return count;
    }

    /** Of this process, at its most, in bytes. */
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmHWM:")) return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        throw new IOException("the system does not say how much memory this process has");
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** Topics and partitions that the application made. */
    private static long[] topics(String bootstrap, String application) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            List<String> own = admin.listTopics().names().get().stream().filter(name -> name.startsWith(application + "-")).toList();
            Map<String, TopicDescription> told = admin.describeTopics(own).allTopicNames().get();
            return new long[] {own.size(), told.values().stream().mapToLong(topic -> topic.partitions().size()).sum()};
        }
    }

    private static final class Restores implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            restoreBegan.compareAndSet(0, System.currentTimeMillis());
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long to, long records) {
            restored.addAndGet(records);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {
            restoreEnded.accumulateAndGet(System.currentTimeMillis(), Math::max);
        }
    }

    private Measured() {
    }
}
