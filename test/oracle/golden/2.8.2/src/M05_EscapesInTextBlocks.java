// escapes in and around text blocks
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M05_EscapesInTextBlocks {
    public static void build(StreamsBuilder b) {
        String block = """\u000a            one\u000d\u000a            two \u0022\u0022\u005c""" \uu0041
            three\u0022\u0022\u0022;
        b.<String, String>stream("in").groupByKey().count(Materialized.as("s" + block.length()));
        b.<String, String>stream(\u0022""
            in2""\u0022).groupByKey().count();
    }
}

