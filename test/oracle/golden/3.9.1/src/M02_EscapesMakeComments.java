// escapes may begin and end comments
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M02_EscapesMakeComments {
    public static void build(StreamsBuilder b) {
        b.<String, String>stream("a").groupByKey().count(); /* gone \u002a/ b.<String, String>stream("in").groupByKey().count(Materialized.as("hidden")); /\u002a */
        \u002f\u002f b.<String, String>stream("none").groupByKey().count();
        \u002f* b.<String, String>stream("none").groupByKey().count(); *\u002f b.<String, String>stream("b").groupByKey().count();
        /* \\u002a/ b.<String, String>stream("none").groupByKey().count(); */
        b.<String, String>stream("in2").groupByKey().count();
    }
}

