// @since 2.4
import java.time.Duration;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.processor.*;
import org.apache.kafka.streams.state.*;

public class L33_StreamJoinedNameTooLong {
    public static void build(StreamsBuilder b) {
        b.<String,String>stream("s").join(b.<String,String>stream("s2"), (x, y) -> x + y, JoinWindows.of(Duration.ofMinutes(1)), StreamJoined.<String,String,String>with(null, null, null).withName("x".repeat(240)));
    }
}
