// @since 2.4
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.*;
import org.apache.kafka.streams.state.*;

public class L36_JoinedNameIllegal {
    public static void build(StreamsBuilder b) {
        b.<String,String>stream("s").join(b.<String,String>table("t"), (x, y) -> x + y, Joined.<String,String,String>as("a b"));
    }
}

