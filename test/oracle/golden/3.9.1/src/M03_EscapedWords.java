// escapes in names, keywords, quotes and punctuation
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
public class M03_EscapedWords {
    public static void build(StreamsBuilder b) {
        KStream<String, String> \u0061ll = b.str\u0065am(\u0022in\u0022);
        a\u006cl.gr\uuu006fupByKey().c\u006Funt(Materialized\u002eas("s" + '\u0041' + "\u0042"))\u003b
        String n\u0061me = "x\u0022 + "y" + \u0022z";
        all.filter((k, v) -> tru\u0065, Named.as(name)).groupBy((k, v) -> v).\u0063ount\u0028\u0029;
        b.stream("none\u0022).filter((k, v) -> true, Named.as("f")); b.stream(\u0022other").filter((k, v) -> true, Named.as("g"));
    }
}

