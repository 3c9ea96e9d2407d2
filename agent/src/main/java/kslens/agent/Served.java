package kslens.agent;

/** A KafkaStreams that answers. What implements it is loaded beside the application's own classes. */
public interface Served {
    int port();

    String applicationId();

    /** Of its settings; null: it has none. */
    String applicationServer();

    boolean isOver();

    void close();
}
