package com.example;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes a topic and writes records of 50 minutes into it, each with a key of its own: BOOTSTRAP TOPIC PARTITIONS POLICY RECORDS BYTES. Record i is in
 * partition i modulo PARTITIONS; BYTES are a value's.
 */
public final class Fill {
    public static void main(String[] args) throws Exception {
        int partitions = Integer.parseInt(args[2]);
        int records = Integer.parseInt(args[4]);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            admin.createTopics(List.of(new NewTopic(args[1], partitions, (short) 1).configs(Map.of("cleanup.policy", args[3])))).all().get();
        }
        // A topic that was just made is not led by anyone yet: a producer that counts its batches (idempotence) may never get over that.
        Map<String, Object> properties = Map.of(
            "bootstrap.servers", args[0], "linger.ms", "20", "batch.size", "131072", "buffer.memory", "67108864", "enable.idempotence", "false");
        AtomicReference<Exception> failure = new AtomicReference<>();
        byte[] value = new byte[Integer.parseInt(args[5])];
        Random random = new Random(1);
        long first = System.currentTimeMillis() - 3_000_000;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                random.nextBytes(value);
                ProducerRecord<String, byte[]> record = new ProducerRecord<>(args[1], i % partitions, first + 3_000_000L * i / records, keyOf(i), value.clone());
                producer.send(record, (written, error) -> {
                    if (error != null) failure.compareAndSet(null, error);
                });
            }
        }
        if (failure.get() != null) throw failure.get();
    }

    /** Of 16 bytes, in no order. */
    static String keyOf(int i) {
        return String.format("%016x", (i + 1) * 0x9E3779B97F4A7C15L);
    }

    private Fill() {
    }
}
