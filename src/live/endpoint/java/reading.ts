/** A part of the query endpoint's source (`endpointTemplate.ts`): the questions to a store. */
export const reading = String.raw`    // ---- reading a partition

    /** What was read of a partition, and how it stands to the newest that the application has. */
    private static final class Read<T> {
        final T value;
        final boolean isStale;

        Read(T value, boolean isStale) {
            this.value = value;
            this.isStale = isStale;
        }
    }

    /**
     * Reads a partition as its active task has it. Where the question takes stale answers and there is no such task here, or it is being
     * restored, what is here is read, and marked.
     */
    private <S, T> Read<T> read(String store, QueryableStoreType<S> type, int partition, boolean takesStale, BiFunction<S, Integer, T> reader) {
        StoreQueryParameters<S> parameters = StoreQueryParameters.fromNameAndType(store, type);
        if (globalStores.contains(store)) {
            return new Read<>(reader.apply(streams.store(parameters), partition), false);
        }
        boolean isActive = localPartitions(store, true).contains(partition);
        if (!isActive && !(takesStale && localPartitions(store, false).contains(partition))) {
            throw new Refusal(421, "PARTITION_NOT_LOCAL", "not-local", "partition " + partition + " of " + store + " is not here",
                holdersOf(store, partition));
        }
        if (isActive) {
            try {
                return new Read<>(reader.apply(streams.store(parameters.withPartition(partition)), partition), false);
            } catch (InvalidStateStoreException e) {
                if (isOfAnotherKind(e)) {
                    throw e;
                }
                if (!takesStale) {
                    throw notReadable(store, partition, e);
                }
            }
        }
        try {
            return new Read<>(reader.apply(streams.store(parameters.withPartition(partition).enableStaleStores()), partition), true);
        } catch (InvalidStateStorePartitionException e) {
            throw notReadable(store, partition, e);
        }
    }

    /** Of a partition whose task is here. */
    private RuntimeException notReadable(String store, int partition, InvalidStateStoreException e) {
        LagInfo lag = streams.allLocalStorePartitionLags().getOrDefault(store, Collections.emptyMap()).get(partition);
        boolean isRestoring = lag != null && lag.offsetLag() > 0;
        return new Refusal(503, "INVALID_STATE_STORE", isRestoring ? "restoring" : "rebalancing", String.valueOf(e.getMessage()),
            isRestoring ? map("partition", partition, "lag", lag.offsetLag()) : map("partition", partition));
    }

    private List<Integer> partitionsOf(String store, Question question) {
        if (globalStores.contains(store)) {
            return Collections.singletonList(-1);
        }
        if (question.has("partition")) {
            return Collections.singletonList((int) question.number("partition", 0));
        }
        Set<Integer> all = new TreeSet<>(localPartitions(store, true));
        if (question.flag("stale")) {
            all.addAll(localPartitions(store, false));
        }
        return new ArrayList<>(all);
    }

    private Map<String, Object> partJson(String store, int partition, boolean isStale) {
        LagInfo lag = isStale ? streams.allLocalStorePartitionLags().getOrDefault(store, Collections.emptyMap()).get(partition) : null;
        return map("partition", partition, "stale", isStale, "lag", isStale ? lag == null ? null : (Object) lag.offsetLag() : (Object) 0L);
    }

    // ---- questions

    private Object get(String store, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        Key key = question.key(store, "key");
        Map<String, Object> result = map("found", false, "key", keyJson(key.value), "keyBytes", base64(key.bytes), "value", null);
        for (int partition : partitionsOfKey(store, key, question)) {
            Read<Object> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> one.get(key.value));
            result.putAll(partJson(store, partition, read.isStale));
            if (read.value != null) {
                result.put("found", true);
                putValue(result, read.value);
                break;
            }
        }
        result.put("servedBy", host(self));
        return result;
    }

    private List<Integer> partitionsOfKey(String store, Key key, Question question) {
        if (globalStores.contains(store) || question.has("partition")) {
            return partitionsOf(store, question);
        }
        KeyQueryMetadata found = whereIs(store, key);
        if (found == null) {
            return partitionsOf(store, question);
        }
        boolean isHere = localPartitions(store, true).contains(found.partition())
            || question.flag("stale") && localPartitions(store, false).contains(found.partition());
        if (!isHere) {
            throw new Refusal(421, "NOT_LOCAL", "not-local", "the key is in partition " + found.partition() + ", which is not here", placeOf(found));
        }
        return Collections.singletonList(found.partition());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private QueryableStoreType<ReadOnlyKeyValueStore<Object, Object>> keyValueType(String store) {
        return kindOf(store).equals("timestamped")
            ? (QueryableStoreType) QueryableStoreTypes.timestampedKeyValueStore()
            : QueryableStoreTypes.keyValueStore();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private QueryableStoreType<ReadOnlyWindowStore<Object, Object>> windowType(String store) {
        return kindOf(store).equals("timestampedWindow")
            ? (QueryableStoreType) QueryableStoreTypes.timestampedWindowStore()
            : QueryableStoreTypes.windowStore();
    }

    private Object scan(String store, String operation, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        boolean isReverse = question.flag("reverse");
        byte[] from = operation.equals("range") ? question.keyBytes(store, "from") : null;
        byte[] to = operation.equals("range") ? question.keyBytes(store, "to") : null;
        byte[] prefix = operation.equals("prefix") ? question.prefix(store) : null;
        Page page = new Page(store, question, partitionsOf(store, question));
        if (from != null && to != null && compare(from, to) > 0) {
            page.note = "from is after to: keys compare as unsigned bytes, negative numbers come after positive ones";
        }
        page.walk((partition, after) -> {
            byte[] lower = isReverse || after == null ? prefix != null && prefix.length > 0 ? prefix : from : after.bytes;
            byte[] upper = isReverse && after != null ? after.bytes : to;
            Read<Boolean> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> {
                try (KeyValueIterator<Object, Object> rows = open(one, store, lower, upper, isReverse)) {
                    while (rows.hasNext()) {
                        KeyValue<Object, Object> next = rows.next();
                        byte[] key = bytesOf(store, next.key);
                        boolean isBefore = isReverse ? after(key, to) : before(key, from) || before(key, prefix);
                        if (isBefore || after != null && (isReverse ? compare(key, after.bytes) >= 0 : compare(key, after.bytes) <= 0)) {
                            continue;
                        }
                        boolean isPast = isReverse ? before(key, from) : after(key, to);
                        if (isPast || prefix != null && !startsWith(key, prefix)) {
                            if (isReverse && prefix != null && compare(key, prefix) > 0) {
                                continue;
                            }
                            break;
                        }
                        if (page.isFull()) {
                            return true;
                        }
                        Map<String, Object> row = map("key", keyJson(next.key), "keyBytes", base64(key), "partition", partition);
                        putValue(row, next.value);
                        page.add(row, new Place(key, -1, -1), partition);
                    }
                }
                return false;
            });
            page.read(partition, read.isStale);
            return read.value;
        });
        return page.toJson();
    }

    private KeyValueIterator<Object, Object> open(
            ReadOnlyKeyValueStore<Object, Object> rows, String store, byte[] lower, byte[] upper, boolean isReverse) {
        if (lower == null && upper == null) {
            return isReverse ? rows.reverseAll() : rows.all();
        }
//~ before 3.1
        // This version has no ranges that are open at an end.
        if (lower == null || upper == null) {
            return isReverse ? rows.reverseAll() : rows.all();
        }
//~ end
        Object from = lower == null ? null : keyOfBytes(store, lower).value;
        Object to = upper == null ? null : keyOfBytes(store, upper).value;
        return isReverse ? rows.reverseRange(from, to) : rows.range(from, to);
    }

    /**
     * {@code timeFrom} and {@code timeTo} are the first and the last window start, in milliseconds. The usual {@code timeTo} is now, and the usual
     * {@code timeFrom} a day before it: the cache of a store looks into every segment of the time that it is asked for.
     */
    private Object windows(String store, Question question) {
        refuseOtherKinds(store, "window", "timestampedWindow");
        Key key = question.has("key") ? question.key(store, "key") : null;
        Page page = new Page(store, question, partitionsOf(store, question));
        Instant from = Instant.ofEpochMilli(page.takeTimeFrom(question));
        Instant to = Instant.ofEpochMilli(page.timeTo);
        QueryableStoreType<ReadOnlyWindowStore<Object, Object>> type = windowType(store);
        page.walk((partition, after) -> addWindows(partition, page, read(store, type, partition, question.flag("stale"), (one, p) ->
            firstWindows(store, key == null ? one.fetchAll(from, to) : one.fetch(key.value, key.value, from, to), after, page.room()))));
        return page.toJson();
    }

    /** Sessions that end at {@code timeFrom} or later and begin at {@code timeTo} or earlier; the usual times are those of windows. */
    private Object sessions(String store, Question question) {
        refuseOtherKinds(store, "session");
//~ from 3.1
        Key key = question.has("key") ? question.key(store, "key") : null;
//~ before 3.1
        Key key = question.key(store, "key");
//~ end
        Page page = new Page(store, question, partitionsOf(store, question));
        long from = page.takeTimeFrom(question);
        long to = page.timeTo;
        QueryableStoreType<ReadOnlySessionStore<Object, Object>> type = QueryableStoreTypes.sessionStore();
        page.walk((partition, after) -> addWindows(partition, page, read(store, type, partition, question.flag("stale"), (one, p) ->
            firstWindows(store, key == null ? one.findSessions(null, null, from, to) : one.findSessions(key.value, from, to), after, page.room()))));
        return page.toJson();
    }

    private static boolean addWindows(int partition, Page page, Read<TreeMap<Place, List<Map<String, Object>>>> read) {
        page.read(partition, read.isStale);
        for (Map.Entry<Place, List<Map<String, Object>>> entry : read.value.entrySet()) {
            if (page.isFull()) {
                return true;
            }
            for (Map<String, Object> row : entry.getValue()) {
                row.put("partition", partition);
                page.add(row, entry.getKey(), partition);
            }
        }
        return false;
    }

    /** One place more than there is room for, which tells that there are more. Iterators of windows go by time or by key, as the store has them. */
    private TreeMap<Place, List<Map<String, Object>>> firstWindows(String store, KeyValueIterator<Windowed<Object>, Object> all, Place after, int room) {
        TreeMap<Place, List<Map<String, Object>>> first = new TreeMap<>();
        int seen = 0;
        try (KeyValueIterator<Windowed<Object>, Object> windows = all) {
            while (windows.hasNext()) {
                KeyValue<Windowed<Object>, Object> next = windows.next();
                if (++seen > MOST_WINDOWS) {
                    throw new IllegalArgumentException("there are more than " + MOST_WINDOWS + " windows: ask for less time");
                }
                Place place = new Place(bytesOf(store, next.key.key()), next.key.window().start(), next.key.window().end());
                if (after != null && place.compareTo(after) <= 0 || first.size() > room && place.compareTo(first.lastKey()) > 0) {
                    continue;
                }
                Map<String, Object> row = map("key", keyJson(next.key.key()), "keyBytes", base64(place.bytes), "start", place.start, "end", place.end);
                putValue(row, next.value);
                first.computeIfAbsent(place, none -> new ArrayList<>()).add(row);
                if (first.size() > room + 1) {
                    first.pollLastEntry();
                }
            }
        }
        return first;
    }

//~ from 3.8
    /** All versions of a key that the store still has, the oldest first; with {@code asOf} the one of that time. */
    private Object versions(String store, Question question) {
        refuseOtherKinds(store, "versioned");
        Key key = question.key(store, "key");
        Page page = new Page(store, question, partitionsOfKey(store, key, question));
        page.walk((partition, after) -> {
            boolean isActive = localPartitions(store, true).contains(partition);
            if (!isActive && !(question.flag("stale") && localPartitions(store, false).contains(partition))) {
                throw new Refusal(421, "PARTITION_NOT_LOCAL", "not-local", "partition " + partition + " of " + store + " is not here",
                    holdersOf(store, partition));
            }
            page.read(partition, !isActive);
            for (VersionedRecord<Object> version : versionsOf(store, key, partition, isActive, question)) {
                if (after != null && version.timestamp() <= after.start) {
                    continue;
                }
                if (page.isFull()) {
                    return true;
                }
                Map<String, Object> row = map("key", keyJson(key.value), "keyBytes", base64(key.bytes), "value", valueJson(version.value()),
                    "timestamp", version.timestamp(), "validTo", version.validTo().orElse(null), "partition", partition);
                page.add(row, new Place(key.bytes, version.timestamp(), -1), partition);
            }
            return false;
        });
        return page.toJson();
    }

    private List<VersionedRecord<Object>> versionsOf(String store, Key key, int partition, boolean isActive, Question question) {
        List<VersionedRecord<Object>> result = new ArrayList<>();
        if (question.has("asOf")) {
            VersionedKeyQuery<Object, Object> query = VersionedKeyQuery.withKey(key.value);
            VersionedRecord<Object> one = ask(store, query.asOf(Instant.ofEpochMilli(question.number("asOf", 0))), partition, isActive);
            return one == null ? result : Collections.singletonList(one);
        }
        MultiVersionedKeyQuery<Object, Object> query = MultiVersionedKeyQuery.withKey(key.value);
        try (VersionedRecordIterator<Object> all = ask(store, query.withAscendingTimestamps(), partition, isActive)) {
            while (all.hasNext()) {
                result.add(all.next());
            }
        }
        return result;
    }

    private <R> R ask(String store, Query<R> query, int partition, boolean isActive) {
        StateQueryRequest<R> request = StateQueryRequest.inStore(store).withQuery(query).withPartitions(Collections.singleton(partition));
        QueryResult<R> result = streams.query(isActive ? request.requireActive() : request).getPartitionResults().get(partition);
        if (result == null || result.isFailure()) {
            String why = result == null ? "the partition did not answer" : result.getFailureReason() + ": " + result.getFailureMessage();
            throw new Refusal(503, "INVALID_STATE_STORE", "rebalancing", why, map("partition", partition));
        }
        return result.getResult();
    }

//~ end
    /** RocksDB counts what is written again as new: it is approximate. */
    private Object count(String store, Question question) {
        refuseOtherKinds(store, "keyValue", "timestamped");
        long sum = 0;
        List<Object> parts = new ArrayList<>();
        for (int partition : partitionsOf(store, question)) {
            Read<Long> read = read(store, keyValueType(store), partition, question.flag("stale"), (one, p) -> one.approximateNumEntries());
            sum += read.value;
            parts.add(partJson(store, partition, read.isStale));
        }
        return map("approximate", sum, "partitions", parts, "servedBy", host(self));
    }

    private void putValue(Map<String, Object> row, Object value) {
        if (value instanceof ValueAndTimestamp) {
            row.put("value", valueJson(((ValueAndTimestamp<?>) value).value()));
            row.put("timestamp", ((ValueAndTimestamp<?>) value).timestamp());
        } else {
            row.put("value", valueJson(value));
        }
    }

    private Object keyJson(Object key) {
        return key instanceof UUID ? key.toString() : valueJson(key);
    }

    /** Where a row stands among those of its partition: by the bytes of its key, then by its window or version. */
    private static final class Place implements Comparable<Place> {
        final byte[] bytes;
        final long start;
        final long end;

        Place(byte[] bytes, long start, long end) {
            this.bytes = bytes;
            this.start = start;
            this.end = end;
        }

        @Override
        public int compareTo(Place other) {
            int byKey = compare(bytes, other.bytes);
            int byStart = Long.compare(start, other.start);
            return byKey != 0 ? byKey : byStart != 0 ? byStart : Long.compare(end, other.end);
        }
    }

    /** Rows of one partition after the other, until there are enough. */
    private final class Page {
        private final String store;
        private final List<Integer> partitions;
        private final int limit;
        private final List<Object> rows = new ArrayList<>();
        private final List<Object> parts = new ArrayList<>();
        private final Integer firstPartition;
        private final Place firstAfter;
        private String last;
        private String next;
        private int bytes;
        private String note;
        private Long timeFrom;
        private Long timeTo;

        Page(String store, Question question, List<Integer> partitions) {
            this.store = store;
            this.partitions = partitions;
            limit = (int) Math.max(1, Math.min(question.number("limit", MOST_ROWS), MOST_ROWS));
            String cursor = question.get("cursor");
            String[] pieces = cursor == null ? new String[0] : cursor.split("~", -1);
            try {
                firstPartition = pieces.length == 0 ? null : Integer.valueOf(pieces[0]);
                firstAfter = pieces.length < 2 ? null : new Place(Base64.getUrlDecoder().decode(pieces[1]),
                    pieces.length > 2 ? Long.parseLong(pieces[2]) : -1, pieces.length > 3 ? Long.parseLong(pieces[3]) : -1);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the cursor is none that was given: " + cursor, e);
            }
        }

        /** The reader is given a partition and the place to go on after, and says whether there is more than it took. */
        void walk(BiPredicate<Integer, Place> reader) {
            for (int partition : partitions) {
                boolean isFirst = firstPartition != null && partition == firstPartition;
                if (firstPartition != null && partition < firstPartition) {
                    continue;
                }
                if (isFull()) {
                    next = String.valueOf(partition);
                    return;
                }
                if (reader.test(partition, isFirst ? firstAfter : null)) {
                    next = last;
                    return;
                }
            }
        }

        long takeTimeFrom(Question question) {
            timeTo = question.number("timeTo", System.currentTimeMillis());
            timeFrom = question.number("timeFrom", Math.max(0, timeTo - Duration.ofDays(1).toMillis()));
            return timeFrom;
        }

        boolean isFull() {
            return rows.size() >= limit || bytes >= MOST_BYTES;
        }

        int room() {
            return Math.max(0, limit - rows.size());
        }

        void add(Map<String, Object> row, Place place, int partition) {
            rows.add(row);
            bytes += Json.write(row).length();
            last = partition + "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(place.bytes)
                + (place.start < 0 ? "" : "~" + place.start) + (place.end < 0 ? "" : "~" + place.end);
        }

        void read(int partition, boolean isStale) {
            parts.add(partJson(store, partition, isStale));
        }

        Object toJson() {
            Map<String, Object> result = map("rows", rows, "next", next, "partitions", parts, "order", "perPartition", "servedBy", host(self));
            if (timeFrom != null) {
                result.putAll(map("timeFrom", timeFrom, "timeTo", timeTo));
            }
            if (note != null) {
                result.put("note", note);
            }
            return result;
        }
    }

`;
