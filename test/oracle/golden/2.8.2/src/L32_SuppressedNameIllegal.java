// @since 2.4
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.*;
import org.apache.kafka.streams.state.*;

public class L32_SuppressedNameIllegal {
    public static void build(StreamsBuilder b) {
        b.<String,String>table("t").suppress(Suppressed.<String>untilTimeLimit(Duration.ofMinutes(1), Suppressed.BufferConfig.unbounded()).withName("a b"));
    }
}

