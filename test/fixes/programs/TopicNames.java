import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.KTable;

/** Topics that only a run knows: the names of their tables' stores begin with them. */
public class TopicNames {
    private static final class Settings {
        final String cities = "cities-" + System.getProperty("java.specification.version");
    }

    public static void build(StreamsBuilder builder) {
        String customersTopic = "customers-" + System.getProperty("java.specification.version");
        Settings settings = new Settings();
        builder.<String, String>stream("orders").groupByKey().count();
        KTable<String, String> customers = builder.table(customersTopic, Consumed.with(Serdes.String(), Serdes.String()));
        KTable<String, String> cities = builder.table(settings.cities);
        GlobalKTable<String, String> products = builder.globalTable("products");
        GlobalKTable<String, String> colours = builder.globalTable(customersTopic + "-colours", Consumed.with(Serdes.String(), Serdes.String()));
        customers.join(cities, (a, b) -> a).groupBy((k, v) -> KeyValue.pair(v, k)).count();
        builder.<String, String>stream("payments").join(products, (k, v) -> k, (a, b) -> a).join(colours, (k, v) -> k, (a, b) -> a).to("out");
    }
}
