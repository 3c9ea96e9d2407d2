/** A part of the query endpoint's source (`endpointTemplate.ts`): who has what, kinds of stores, keys and values. */
export const holders = String.raw`    // ---- who has what

    private List<Object> hosts() {
        List<Object> result = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            result.add(map("host", host(one.hostInfo()), "stores", new TreeSet<>(one.stateStoreNames()),
                "standbyStores", new TreeSet<>(one.standbyStateStoreNames()),
                "partitions", names(one.topicPartitions()), "standbyPartitions", names(one.standbyTopicPartitions())));
        }
        return result;
    }

    private Collection<StreamsMetadata> allInstances() {
//~ from 3.0
        return streams.metadataForAllStreamsClients();
//~ before 3.0
        return streams.allMetadata();
//~ end
    }

    private static Set<String> names(Set<TopicPartition> partitions) {
        Set<String> names = new TreeSet<>();
        partitions.forEach(one -> names.add(one.toString()));
        return names;
    }

    /** What this instance has is certain; what others have is what the last rebalance told it. */
    private Object storeMetadata(String store) {
        List<Object> hosts = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            hosts.add(map("host", host(one.hostInfo()), "active", partitionsOf(store, one.topicPartitions()),
                "standby", partitionsOf(store, one.standbyTopicPartitions())));
        }
        return map("applicationId", applicationId, "self", host(self), "state", streams.state().name(), "kind", kindOrUnknown(store),
            "global", globalStores.contains(store), "keySerde", keySerdeName(store), "active", localPartitions(store, true),
            "standby", localPartitions(store, false), "hosts", hosts);
    }

    /** The partitions of a store are those of what its sub-topology reads. */
    private Set<Integer> partitionsOf(String store, Set<TopicPartition> assigned) {
        Set<Integer> result = new TreeSet<>();
        for (TopologyDescription.Source source : sources.getOrDefault(subtopologies.getOrDefault(store, -1), Collections.emptyList())) {
            for (TopicPartition one : assigned) {
                boolean isRead = source.topicPattern() != null
                    ? source.topicPattern().matcher(one.topic()).matches()
                    : source.topicSet().contains(one.topic())
                        || one.topic().startsWith(applicationId + "-") && source.topicSet().contains(one.topic().substring(applicationId.length() + 1));
                if (isRead) {
                    result.add(one.partition());
                }
            }
        }
        return result;
    }

    /** Of tasks that this instance has, by the threads themselves. */
    private Set<Integer> localPartitions(String store, boolean isActive) {
        Set<Integer> result = new TreeSet<>();
        String start = subtopologies.get(store) + "_";
        for (ThreadMetadata thread : localThreads()) {
            for (TaskMetadata task : isActive ? thread.activeTasks() : thread.standbyTasks()) {
                String id = String.valueOf(task.taskId());
                if (id.startsWith(start)) {
                    result.add(Integer.valueOf(id.substring(start.length())));
                }
            }
        }
        return result;
    }

    private Set<ThreadMetadata> localThreads() {
//~ from 3.0
        return streams.metadataForLocalThreads();
//~ before 3.0
        return streams.localThreadsMetadata();
//~ end
    }

    private Object keyMetadata(String store, Question question) {
        Key key = question.key(store, "key");
        Map<String, Object> result = map("keyBytes", base64(key.bytes), "global", globalStores.contains(store));
        if (globalStores.contains(store)) {
            result.putAll(map("partition", -1, "active", host(self), "standby", Collections.emptyList()));
            return result;
        }
        KeyQueryMetadata found = streams.queryMetadataForKey(store, key.value, key.serializer());
        if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            result.putAll(map("partition", null, "active", null, "standby", Collections.emptyList(), "routing", "none"));
            return result;
        }
        result.putAll(placeOf(found));
        return result;
    }

    /** null: this application sets no application.server, so nobody knows of another instance. */
    private KeyQueryMetadata whereIs(String store, Key key) {
        KeyQueryMetadata found = streams.queryMetadataForKey(store, key.value, key.serializer());
        if (found == null) {
            throw new Refusal(404, "STORE_UNKNOWN", "unknown-store", "this topology has no store " + store, null);
        }
        if (found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            if (streams.state() == KafkaStreams.State.RUNNING && allInstances().isEmpty()) {
                return null;
            }
            throw new Refusal(503, "METADATA_NOT_AVAILABLE", "rebalancing", "it is not known yet who has this key", null);
        }
        return found;
    }

    private static Map<String, Object> placeOf(KeyQueryMetadata found) {
        List<Object> standby = new ArrayList<>();
        found.standbyHosts().forEach(one -> standby.add(host(one)));
        return map("partition", found.partition(), "active", host(found.activeHost()), "standby", standby);
    }

    /** As the metadata of this instance has it; others may know better. */
    private Map<String, Object> holdersOf(String store, int partition) {
        Object active = null;
        List<Object> standby = new ArrayList<>();
        for (StreamsMetadata one : allInstances()) {
            if (partitionsOf(store, one.topicPartitions()).contains(partition)) {
                active = host(one.hostInfo());
            } else if (partitionsOf(store, one.standbyTopicPartitions()).contains(partition)) {
                standby.add(host(one.hostInfo()));
            }
        }
        return map("partition", partition, "active", active, "standby", standby);
    }

    private Map<String, Object> lags() {
        Map<String, Object> result = new TreeMap<>();
        streams.allLocalStorePartitionLags().forEach((store, partitions) -> {
            Map<String, Object> ofStore = new LinkedHashMap<>();
            new TreeMap<>(partitions).forEach((partition, lag) -> ofStore.put(
                String.valueOf(partition),
                map("position", lag.currentOffsetPosition(), "end", lag.endOffsetPosition(), "lag", lag.offsetLag())));
            result.put(store, ofStore);
        });
        return result;
    }

    private Map<String, Object> rocksdb(String store) {
        Map<String, Double> sums = new TreeMap<>();
        for (Metric metric : streams.metrics().values()) {
            boolean isOfStore = metric.metricName().tags().entrySet().stream()
                .anyMatch(tag -> tag.getKey().startsWith("rocksdb-") && tag.getValue().equals(store));
            if (isOfStore && metric.metricValue() instanceof Number) {
                double value = ((Number) metric.metricValue()).doubleValue();
                if (!Double.isNaN(value)) {
                    sums.merge(metric.metricName().name(), value, Double::sum);
                }
            }
        }
        return new LinkedHashMap<>(sums);
    }

    // ---- kinds

    private String kindOrUnknown(String store) {
        try {
            return kindOf(store);
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    /** The library tells a store's kind by what it refuses, once a partition is here. */
    private String kindOf(String store) {
        String known = kinds.get(store);
        if (known != null) {
            return known;
        }
        Instant now = Instant.now();
        String kind;
        if (accepts(store, QueryableStoreTypes.timestampedKeyValueStore(), ReadOnlyKeyValueStore::approximateNumEntries)) {
            kind = "timestamped";
        } else if (accepts(store, QueryableStoreTypes.keyValueStore(), ReadOnlyKeyValueStore::approximateNumEntries)) {
            kind = "keyValue";
        } else if (accepts(store, QueryableStoreTypes.timestampedWindowStore(), one -> one.fetchAll(now, now).close())) {
            kind = "timestampedWindow";
        } else if (accepts(store, QueryableStoreTypes.windowStore(), (ReadOnlyWindowStore<Object, Object> one) -> one.fetchAll(now, now).close())) {
            kind = "window";
        } else if (accepts(store, QueryableStoreTypes.sessionStore(),
                (ReadOnlySessionStore<Object, Object> one) -> one.findSessions("", now.toEpochMilli(), now.toEpochMilli()).close())) {
            kind = "session";
        } else {
            kind = isVersioned(store) ? "versioned" : "other";
        }
        kinds.put(store, kind);
        return kind;
    }

    private interface Use<T> {
        void use(T store);
    }

    private <T> boolean accepts(String store, QueryableStoreType<T> type, Use<T> use) {
        try {
            use.use(streams.store(StoreQueryParameters.fromNameAndType(store, type).enableStaleStores()));
            return true;
        } catch (InvalidStateStoreException e) {
            if (isOfAnotherKind(e)) {
                return false;
            }
            throw e;
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            return true; // it is asked with a key of any type: that it is refused says that the kind was right
        }
    }

    /** Nothing but the message tells it from what passes by itself. */
    private static boolean isOfAnotherKind(InvalidStateStoreException e) {
        return String.valueOf(e.getMessage()).contains("does not accept");
    }

    private boolean isVersioned(String store) {
//~ from 3.8
        Query<VersionedRecord<Object>> query = VersionedKeyQuery.withKey("");
        for (QueryResult<VersionedRecord<Object>> one : streams.query(StateQueryRequest.inStore(store).withQuery(query)).getPartitionResults().values()) {
            if (one.isSuccess() || !one.getFailureReason().name().equals("UNKNOWN_QUERY_TYPE")) {
                return true;
            }
        }
//~ end
        return false;
    }

    private void refuseOtherKinds(String store, String... kindsThatAnswer) {
        String kind = kindOf(store);
        if (!Arrays.asList(kindsThatAnswer).contains(kind)) {
            throw new Refusal(400, "WRONG_STORE_KIND", "wrong-kind", store + " is of the kind " + kind + ", which does not answer this", null);
        }
    }

    // ---- keys

//~ agent
    private Serde<?> keySerde(String store) {
        Serde<?> serde = keySerdes.computeIfAbsent(store, keySerdeOf);
        if (serde == null) {
            throw new InvalidStateStoreException("no partition of " + store + " can be read here yet, so the serde of its keys is not known");
        }
        return serde;
    }

//~ given
    private Serde<?> keySerde(String store) {
        Serde<?> serde = keySerdes.get(store);
        return serde == null ? Serdes.String() : serde;
    }

//~ end
    private String keySerdeName(String store) {
//~ agent
        if (keySerdes.computeIfAbsent(store, keySerdeOf) == null) {
            return "";
        }
//~ end
        String name = keySerde(store).deserializer().getClass().getSimpleName();
        return name.endsWith("Deserializer") ? name.substring(0, name.length() - "Deserializer".length()) : name;
    }

    private static final class Key {
        final Object value;
        final byte[] bytes;
        private final Serializer<?> serializer;

        Key(Object value, byte[] bytes, Serializer<?> serializer) {
            this.value = value;
            this.bytes = bytes;
            this.serializer = serializer;
        }

        @SuppressWarnings("unchecked")
        Serializer<Object> serializer() {
            return (Serializer<Object>) serializer;
        }
    }

    private Key keyOfText(String store, String text) {
        Serde<?> serde = keySerde(store);
        Object value;
        Deserializer<?> deserializer = serde.deserializer();
        try {
            if (deserializer instanceof StringDeserializer) {
                value = text;
            } else if (deserializer instanceof LongDeserializer) {
                value = Long.valueOf(text);
            } else if (deserializer instanceof IntegerDeserializer) {
                value = Integer.valueOf(text);
            } else if (deserializer instanceof ShortDeserializer) {
                value = Short.valueOf(text);
            } else if (deserializer instanceof DoubleDeserializer) {
                value = Double.valueOf(text);
            } else if (deserializer instanceof UUIDDeserializer) {
                value = UUID.fromString(text);
            } else {
                throw new Refusal(400, "SERDE", "serde", "keys of " + store + " are given as bytes: keyFormat=base64", null);
            }
        } catch (IllegalArgumentException e) {
            String type = keySerdeName(store);
            throw new Refusal(400, "SERDE", "serde", "keys of " + store + " are of the type " + type + ", which this is not: " + text, null);
        }
        @SuppressWarnings("unchecked")
        Serializer<Object> serializer = (Serializer<Object>) serde.serializer();
        return new Key(value, serializer.serialize(store, value), serializer);
    }

    private Key keyOfBytes(String store, byte[] bytes) {
        Serde<?> serde = keySerde(store);
        try {
            return new Key(serde.deserializer().deserialize(store, bytes), bytes, serde.serializer());
        } catch (RuntimeException e) {
            throw new Refusal(400, "SERDE", "serde", "these bytes are no key of " + store + ": " + e.getMessage(), null);
        }
    }

    /** A key that the store gave. */
    private byte[] bytesOf(String store, Object key) {
        if (key instanceof Bytes) {
            return ((Bytes) key).get();
        }
        if (key instanceof byte[]) {
            return (byte[]) key;
        }
        try {
            @SuppressWarnings("unchecked")
            Serializer<Object> serializer = (Serializer<Object>) keySerde(store).serializer();
            return serializer.serialize(store, key);
        } catch (RuntimeException e) {
            throw new Refusal(500, "SERDE", "serde", "keys of " + store + " are of " + key.getClass().getName()
                + ": give their serde to the endpoint, keys(\"" + store + "\", serde)", null);
        }
    }

    private Object valueJson(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof byte[]) {
            return map("base64", base64((byte[]) value));
        }
        if (value instanceof Bytes) {
            return map("base64", base64(((Bytes) value).get()));
        }
        if (value instanceof ByteBuffer) {
            ByteBuffer buffer = ((ByteBuffer) value).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return map("base64", base64(bytes));
        }
        try {
            String text = values.write(value);
            return text == null ? String.valueOf(value) : new Json.Raw(text);
        } catch (Exception e) {
            throw new Refusal(500, "SERDE", "serde", "a value of " + value.getClass().getName() + " could not be written: " + e.getMessage(), null);
        }
    }

`;
