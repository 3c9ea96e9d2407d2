// @since 4.4
// a joiner may take the key that the record was mapped to (KIP-1340)
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.*;
import org.apache.kafka.streams.state.*;

public class M07_GlobalJoinMappedKey {
    public static void build(StreamsBuilder b) {
        KStream<String,String> s = b.stream("s"); GlobalKTable<String,String> g = b.globalTable("g");
        s.join(g, (k,v)->v, (k,m,x,y)->x).to("o1"); s.leftJoin(g, (k,v)->v, (k,m,x,y)->x).to("o2");
        s.join(g, (k,v)->v, (k,m,x,y)->x, Named.as("gj")).to("o3"); s.leftJoin(g, (k,v)->v, (k,m,x,y)->x, Named.as("gl")).to("o4");
        s.join(g, (k,v)->v, (k,m,x,y)->x).groupByKey().count(); s.selectKey((k,v)->v).leftJoin(g, (k,v)->v, (k,m,x,y)->x).groupByKey().count();
    }
}
