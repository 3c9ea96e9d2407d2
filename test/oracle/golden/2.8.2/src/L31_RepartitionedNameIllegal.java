// @since 2.6
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.*;
import org.apache.kafka.streams.state.*;

public class L31_RepartitionedNameIllegal {
    public static void build(StreamsBuilder b) {
        b.<String,String>stream("s").repartition(Repartitioned.<String,String>as("a b")).to("o");
    }
}

