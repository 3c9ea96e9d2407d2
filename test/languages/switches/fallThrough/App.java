package switches.fallThrough;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Without break the next case runs too, and default may stand anywhere. */
public class App {
  static void build(StreamsBuilder builder) {
    for (int n = 0; n < 5; n++) {
      String path = "";
      switch (n) {
        case 0:
        path += "a";
        default:
        path += "d";
        case 1:
        path += "b";
        break;
        case 2: {
          path += "c";
        }
      }
      builder.stream("in").groupByKey().count(Materialized.as(n + path));
    }
  }
}
