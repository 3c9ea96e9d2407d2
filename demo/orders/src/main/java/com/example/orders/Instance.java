package com.example.orders;

import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** One running instance, set up by system properties: bootstrap, http.port, state.dir, standbys, group.protocol. */
final class Instance {

    static String bootstrap() {
        return System.getProperty("bootstrap", "localhost:9092");
    }

    static void configure(Properties properties) {
        properties.put("application.server", "127.0.0.1:" + port());
        properties.put("commit.interval.ms", "1000");
        properties.put("statestore.cache.max.bytes", "1000000");
        // Customers, orders and products come before what refers to them; nobody waits for an empty partition here.
        properties.put("max.task.idle.ms", "0");
        copy("state.dir", "state.dir", properties);
        copy("standbys", StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, properties);
        copy("group.protocol", "group.protocol", properties);
    }

    static void run(KafkaStreams streams, String applicationId, Topology topology) throws Exception {
        QueryEndpoint endpoint = new QueryEndpoint(streams, topology, applicationId).values(Json::text);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close();
            endpoint.close();
        }));
        endpoint.listen("127.0.0.1", port());
        streams.start();
    }

    private static int port() {
        return Integer.getInteger("http.port", 7070);
    }

    private static void copy(String property, String key, Properties properties) {
        String value = System.getProperty(property);
        if (value != null) {
            properties.put(key, value);
        }
    }

    private Instance() {
    }
}
