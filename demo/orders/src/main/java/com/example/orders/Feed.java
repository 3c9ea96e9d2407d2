package com.example.orders;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the shop: `topics` makes the topics, `feed` writes a first batch and then goes on, `customers N` writes N customers. */
final class Feed {
    private static final List<String> FIRST = List.of("Ada", "Bruno", "Chiara", "Dmitri", "Élise", "Farid", "Grace", "Hiro", "Ingrid", "João");
    private static final List<String> LAST = List.of("Almeida", "Berg", "Costa", "Dubois", "Eriksen", "Fischer", "Grant", "Haddad", "Ito", "Jansen");
    private static final List<String> COUNTRIES = List.of("BR", "CH", "DE", "DK", "FR", "IT", "JP", "NL", "NO", "PT");
    private static final List<String> PRODUCTS = List.of("Kettle", "Lamp", "Desk", "Bicycle", "Tent", "Camera", "Piano", "Scarf", "Toaster", "Globe");
    private static final List<String> CATEGORIES = List.of("kitchen", "living", "outdoor");
    private static final int CUSTOMERS = 200;

    private final KafkaProducer<String, byte[]> producer;
    private final Random random = new Random(7);
    private int orders;

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "topics" -> createTopics();
            case "feed" -> new Feed().run();
            case "customers" -> new Feed().customers(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("topics, feed or customers N");
        }
    }

    private Feed() {
        Map<String, Object> settings = Map.of("bootstrap.servers", Instance.bootstrap(), "linger.ms", "20", "batch.size", "131072");
        producer = new KafkaProducer<>(settings, new StringSerializer(), (topic, bytes) -> bytes);
        Runtime.getRuntime().addShutdownHook(new Thread(producer::close));
    }

    private static void createTopics() throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", Instance.bootstrap());
        try (Admin admin = Admin.create(settings)) {
            Stream<NewTopic> four = Stream
                .of(Topics.ORDERS, Topics.PAYMENTS, Topics.PRODUCTS, Topics.PRICES, Topics.ORDER_STATUS, Topics.CUSTOMER_REVENUE,
                    Topics.LARGE_ORDERS, "revenue-by-country")
                .map(name -> new NewTopic(name, 4, (short) 1));
            Stream<NewTopic> six = Stream.of(Topics.CUSTOMERS, Topics.PAGE_VIEWS).map(name -> new NewTopic(name, 6, (short) 1));
            admin.createTopics(Stream.concat(four, six).toList()).all().get();
        }
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < PRODUCTS.size(); i++) {
            send(Topics.PRODUCTS, "p-" + i, new Product("p-" + i, PRODUCTS.get(i), CATEGORIES.get(i % CATEGORIES.size())));
            price(i);
        }
        customers(CUSTOMERS);
        for (int i = 0; i < 1000; i++) {
            step();
        }
        producer.flush();
        System.out.println("first batch written");
        while (true) {
            step();
            if (orders % 50 == 0) {
                price(random.nextInt(PRODUCTS.size()));
            }
            Thread.sleep(200);
        }
    }

    private void customers(int count) {
        for (int i = 0; i < count; i++) {
            String name = FIRST.get(i % FIRST.size()) + " " + LAST.get(i / FIRST.size() % LAST.size());
            send(Topics.CUSTOMERS, "c-" + i, new Customer("c-" + i, name, COUNTRIES.get(i % COUNTRIES.size())));
        }
        producer.flush();
    }

    /** An order, most often its payment, and what the customer looked at. */
    private void step() {
        int customer = random.nextInt(CUSTOMERS);
        String product = "p-" + random.nextInt(PRODUCTS.size());
        String id = "o-" + ++orders;
        int quantity = 1 + random.nextInt(4);
        long cents = quantity * (900L + random.nextInt(60_000));
        String country = COUNTRIES.get(customer % COUNTRIES.size());
        send(Topics.ORDERS, id, new Order(id, "c-" + customer, product, country, quantity, cents));
        if (random.nextInt(10) < 8) {
            send(Topics.PAYMENTS, "pay-" + orders, new Payment("pay-" + orders, id, cents, random.nextInt(20) > 0));
        }
        producer.send(new ProducerRecord<>(Topics.PAGE_VIEWS, "c-" + customer, product.getBytes()));
    }

    private void price(int product) {
        long cents = 900L + random.nextInt(60_000);
        producer.send(new ProducerRecord<>(Topics.PRICES, "p-" + product, Serdes.Long().serializer().serialize(Topics.PRICES, cents)));
    }

    @SuppressWarnings("unchecked")
    private <T> void send(String topic, String key, T value) {
        Serde<T> serde = (Serde<T>) Json.of(value.getClass());
        Serializer<T> serializer = serde.serializer();
        producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, value)));
    }
}
