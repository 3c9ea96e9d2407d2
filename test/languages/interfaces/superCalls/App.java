package interfaces.superCalls;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Interface.super.m() is the method of that interface (JLS 15.12.1). */
public class App {
  interface Left {
    default String m() {
      return "L";
    }
  }

  interface Right {
    default String m() {
      return "R";
    }
  }

  static class Both implements Left, Right {
    @Override
    public String m() {
      return Right.super.m() + Left.super.m();
    }
  }

  static void build(StreamsBuilder builder) {
    builder.stream("in").groupByKey().count(Materialized.as(new Both().m()));
  }
}
