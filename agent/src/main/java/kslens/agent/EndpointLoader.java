package kslens.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** The endpoint's classes, which lie in this jar once for each shape of Kafka Streams, beside the very Kafka Streams of the application. */
final class EndpointLoader extends ClassLoader {
    private static final String STREAMS = "org.apache.kafka.streams.KafkaStreams";
    private static final String PACKAGE = "kslens.agent.endpoint.";
    /** A version, and a class that Kafka Streams has since then. */
    private static final String[][] SHAPES = {
        {"3.8", "org.apache.kafka.streams.query.MultiVersionedKeyQuery"},
        {"3.1", "org.apache.kafka.streams.kstream.TableJoined"},
        {"3.0", "org.apache.kafka.streams.StreamsMetadata"},
        {"2.8", "org.apache.kafka.streams.errors.StreamsNotStartedException"},
    };

    private final String folder;

    private EndpointLoader(ClassLoader streams, String version) {
        super(streams);
        folder = "endpoint/" + version + "/";
    }

    interface Factory {
        Served serve(Object streams, Object topology, Object settings, int port, String token) throws Exception;
    }

    /** Of a KafkaStreams, or a class of the application below it. */
    static Factory endpointFor(Class<?> made) throws Exception {
        Class<?> streams = made;
        while (!streams.getName().equals(STREAMS)) {
            streams = streams.getSuperclass();
        }
        ClassLoader loader = streams.getClassLoader();
        Class<?> endpoint = Class.forName(PACKAGE + "ServedStreams", true, new EndpointLoader(loader, shapeOf(loader)));
        Constructor<?> constructor = endpoint.getConstructor(Object.class, Object.class, Object.class, int.class, String.class);
        return (one, topology, settings, port, token) -> {
            try {
                return (Served) constructor.newInstance(one, topology, settings, port, token);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
            }
        };
    }

    private static String shapeOf(ClassLoader loader) {
        for (String[] shape : SHAPES) {
            if (loader.getResource(shape[1].replace('.', '/') + ".class") != null) {
                return shape[0];
            }
        }
        throw new IllegalArgumentException("it needs Kafka Streams 2.8 or later");
    }

    /** Nobody else finds these classes, and the others of the agent need not be seen by the application's loader. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ClassLoader own = EndpointLoader.class.getClassLoader();
        if (!name.startsWith(PACKAGE)) {
            return Class.forName(name, false, own);
        }
        try (InputStream in = own.getResourceAsStream(folder + name.substring(PACKAGE.length()) + ".bytes")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
