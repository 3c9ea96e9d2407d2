package kslens.agent;

import java.util.function.Consumer;

/** Takes what constructors of KafkaStreams hand over ({@link FindStreams}): the object, its topology, its settings. Never throws, and waits for nothing. */
public final class Made implements Consumer<Object[]> {
    private static volatile Servers servers;

    static void begin(Servers given) {
        servers = given;
        given.start();
    }

    @Override
    public void accept(Object[] made) {
        try {
            servers.take(made[0], made[1], made[2]);
        } catch (Throwable e) {
            Log.trouble("a KafkaStreams is not served", e);
        }
    }
}
