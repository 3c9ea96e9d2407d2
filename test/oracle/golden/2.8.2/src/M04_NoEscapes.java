// what is no escape, and escapes that are a backslash
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M04_NoEscapes {
    public static void build(StreamsBuilder b) {
        int lengths = "\\u0041".length() * 100 + "\\\u0041".length() * 10 + "\u005c\u005c".length();
        b.<String, String>stream("in").groupByKey().count(Materialized.as("s" + lengths));
        b.<String, String>stream("\u005c"in").groupByKey().count(Materialized.as("t" + "\u005c"\\\\u000a".length()));
        b.<String, String>stream("in" + '\u005c'' + '\\').groupByKey().count();
    }
}

