// a line may end with a carriage return alone
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M06_LoneCarriageReturns {
    public static void build(StreamsBuilder b) {
        // harmless        b.<String, String>stream("in").groupByKey().count(Materialized.as("hidden"));        // harmless too
        String block = """
            one            two
            """;        b.<String, String>stream("in2").groupByKey().count(Materialized.as("s" + block.length()));
        b.<String, String>stream("in3").groupByKey().count();
    }
}

