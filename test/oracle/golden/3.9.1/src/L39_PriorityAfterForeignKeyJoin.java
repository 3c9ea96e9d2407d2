// @since 3.3
// @variant opt topology.optimization=all
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.*;
public class L39_PriorityAfterForeignKeyJoin {
    public static void build(StreamsBuilder b) {
        KStream<String, String> s1 = b.stream("topic-2");
        KTable<String, String> t3 = b.table("table-4");
        KTable<String,String> t9 = b.table("u"); t3.join(t9, v -> v, (x, y) -> x + y);
        KStream<String, String> s6 = s1.map((k, v) -> KeyValue.pair(v, k)).processValues(P.<String, String>fixed());
        s6.groupByKey().count();
        s6.outerJoin(s6, (x, y) -> x + y, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(60))).to("out-15");
    }
    static final class P {
        static <K, V> org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier<K, V, V> fixed() {
            return () -> new org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor<K, V, V>() { public void process(org.apache.kafka.streams.processor.api.FixedKeyRecord<K, V> r) { context().forward(r); } };
        }
    }
}

