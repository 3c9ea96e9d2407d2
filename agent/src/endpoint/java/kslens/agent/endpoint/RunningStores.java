package kslens.agent.endpoint;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.StateSerdes;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** The serdes of stores, as the running tasks have them: those of the code, or the defaults of the settings. */
final class RunningStores {
    /** A store of the library is wrapped in three others at most. */
    private static final int MOST_WRAPPED = 6;
    private static final String KAFKAS_OWN = "org.apache.kafka.common.serialization.";

    private final KafkaStreams streams;

    RunningStores(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The serde of a store's keys; null: no partition of the store can be read here yet, so it is not known. */
    Serde<?> keySerde(String store) {
        for (StateStore one : storesOf(store)) {
            StateSerdes<?, ?> serdes = serdesOf(one, 0);
            return serdes == null ? new Untold(one.getClass().getName()) : withTopic(serdes);
        }
        return null;
    }

    /** The stores themselves: a kind of query of our own sees each of them. */
    private List<? extends StateStore> storesOf(String store) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(store, new Itself()).enableStaleStores());
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return Collections.emptyList(); // it is not here yet, or not any more
        }
    }

    private static final class Itself implements QueryableStoreType<List<StateStore>> {
        @Override
        public boolean accepts(StateStore store) {
            return true;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public List<StateStore> create(StateStoreProvider provider, String store) {
            // A provider gives what the type accepts: a list of stores, whatever the type makes of them.
            return (List) provider.stores(store, this);
        }
    }

    /** Of the store that keeps them, which other stores may be wrapped around. */
    private static StateSerdes<?, ?> serdesOf(Object store, int depth) {
        if (depth > MOST_WRAPPED) {
            return null;
        }
        for (Class<?> type = store.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = StateSerdes.class.isAssignableFrom(field.getType()) || StateStore.class.isAssignableFrom(field.getType())
                    ? valueOf(field, store)
                    : null;
                StateSerdes<?, ?> found = value instanceof StateSerdes ? (StateSerdes<?, ?>) value
                    : value instanceof StateStore && value != store ? serdesOf(value, depth + 1) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // a module that is closed: then the store tells nothing
        }
    }

    /** What goes by the name of the topic, as with a registry of schemas, must have the one that the application uses. */
    private static Serde<?> withTopic(StateSerdes<?, ?> serdes) {
        Serde<?> serde = serdes.keySerde();
        if (serde.deserializer().getClass().getName().startsWith(KAFKAS_OWN)) {
            return serde;
        }
        @SuppressWarnings("unchecked")
        Serializer<Object> serializer = (Serializer<Object>) serde.serializer();
        Deserializer<?> deserializer = serde.deserializer();
        String topic = serdes.topic();
        return Serdes.serdeFrom((none, key) -> serializer.serialize(topic, key), new CustomDeserializer(deserializer, topic));
    }

    private static final class CustomDeserializer implements Deserializer<Object> {
        private final Deserializer<?> deserializer;
        private final String topic;

        CustomDeserializer(Deserializer<?> deserializer, String topic) {
            this.deserializer = deserializer;
            this.topic = topic;
        }

        @Override
        public Object deserialize(String none, byte[] bytes) {
            return deserializer.deserialize(topic, bytes);
        }
    }

    /** Of a store of the application's own making. */
    private static final class Untold extends Serdes.WrapperSerde<Object> {
        Untold(String store) {
            super((topic, key) -> {
                throw new SerializationException(store + " tells no serde of its keys");
            }, (topic, bytes) -> {
                throw new SerializationException(store + " tells no serde of its keys");
            });
        }
    }
}
