package com.example.orders;

import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

public final class CustomersApplication {

    public static void main(String[] args) throws Exception {
        Topology topology = new CustomersTopology().build();
        KafkaStreams streams = new KafkaStreams(topology, configuration());
        Instance.run(streams, "customers-app", topology);
    }

    static Properties configuration() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "customers-app");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Instance.bootstrap());
        Instance.configure(properties);
        return properties;
    }

    private CustomersApplication() {
    }
}
