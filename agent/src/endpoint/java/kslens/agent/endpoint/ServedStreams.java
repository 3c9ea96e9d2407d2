package kslens.agent.endpoint;

import java.io.IOException;
import java.util.Map;
import kslens.agent.Served;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;

/** A KafkaStreams that was found as it was made, and its endpoint on the loopback address. */
public final class ServedStreams implements Served {
    private final KafkaStreams streams;
    private final String applicationId;
    private final String applicationServer;
    private final QueryEndpoint endpoint;
    private final int port;

    public ServedStreams(Object made, Object topology, Object settings, int wantedPort, String token) throws IOException {
        streams = (KafkaStreams) made;
        Map<?, ?> given = settings instanceof AbstractConfig ? ((AbstractConfig) settings).originals() : (Map<?, ?>) settings;
        applicationId = textOf(given, StreamsConfig.APPLICATION_ID_CONFIG);
        applicationServer = textOf(given, StreamsConfig.APPLICATION_SERVER_CONFIG);
        RunningStores stores = new RunningStores(streams);
        endpoint = new QueryEndpoint(streams, (Topology) topology, applicationId)
            .keys(stores::keySerde)
            .values(new ValueText(KafkaStreams.class.getClassLoader()))
            .token(token);
        if (applicationServer != null) {
            HostInfo self = HostInfo.buildFromEndpoint(applicationServer);
            endpoint.self(self.host(), self.port());
        }
        port = endpoint.listen("127.0.0.1", wantedPort);
    }

    private static String textOf(Map<?, ?> settings, String name) {
        Object value = settings.get(name);
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String applicationId() {
        return applicationId;
    }

    @Override
    public String clientId() {
        for (MetricName metric : streams.metrics().keySet()) {
            if (metric.group().equals("stream-metrics") && metric.tags().containsKey("client-id")) {
                return metric.tags().get("client-id");
            }
        }
        return "";
    }

    @Override
    public String applicationServer() {
        return applicationServer;
    }

    @Override
    public boolean isOver() {
        return streams.state() == KafkaStreams.State.NOT_RUNNING;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
