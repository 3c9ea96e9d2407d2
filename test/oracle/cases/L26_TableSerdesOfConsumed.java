// @since 2.4
// @variant opt topology.optimization=all
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.*;

public class L26_TableSerdesOfConsumed {
    public static void build(StreamsBuilder b) {
        KTable<String, String> table = b.table("t", Consumed.<String, String>as("src"), Materialized.<String, String, KeyValueStore<Bytes, byte[]>>with(Serdes.String(), Serdes.String()));
        KStream<String, String> rekeyed = table.toStream((k, v) -> v);
        KStream<String, String> filtered = rekeyed.filterNot((k, v) -> v == null);
        filtered.groupByKey().count();
        filtered.groupByKey().reduce((x, y) -> y, Materialized.as("reduced"));
    }
}
