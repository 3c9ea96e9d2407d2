// @variant opt topology.optimization=all
// a table joined with itself: the optimiser's error counts the join's node once up to 3.4, twice from 3.5 on
import java.time.Duration;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;

public class H22_CrashAfterSelfTableJoin {
    public static void build(StreamsBuilder b) {
        KStream<String, String> orders = b.stream("orders");
        KTable<String, String> customers = b.table("customers", Consumed.with(Serdes.String(), Serdes.String()), Materialized.as("customers"));
        customers.join(customers, (x, y) -> x + y);
        KStream<String, String> keyed = orders.selectKey((k, v) -> v).peek((k, v) -> { });
        keyed.join(customers, (x, y) -> x + y);
        keyed.leftJoin(orders, (x, y) -> x + y, JoinWindows.of(Duration.ofMinutes(60)), StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String()).withName("named"));
    }
}

