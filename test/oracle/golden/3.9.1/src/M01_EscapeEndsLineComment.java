// an escape may end a comment of a line
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M01_EscapeEndsLineComment {
    public static void build(StreamsBuilder b) {
        // harmless comment \u000a b.<String, String>stream("in").groupByKey().count(Materialized.as("hidden"));
        // as harmless \u000d b.<String, String>stream("in1").groupByKey().count();
        // and \uuu000d\u000a b.<String, String>stream("in2").groupByKey().count(); // \\u000a b.<String, String>stream("none");
        b.<String, String>stream("in3").groupByKey().count();
    }
}

