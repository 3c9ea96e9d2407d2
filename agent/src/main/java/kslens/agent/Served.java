package kslens.agent;

/** A KafkaStreams that answers. What implements it is loaded beside the application's own classes. */
public interface Served {
    int port();

    String applicationId();

    /** What the client ids of its consumers begin with, by which it is known among the members of its group. */
    String clientId();

    /** Of its settings; null: it has none. */
    String applicationServer();

    boolean isOver();

    void close();
}
