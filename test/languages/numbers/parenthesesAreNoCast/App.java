package numbers.parenthesesAreNoCast;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A name in parentheses before + or - is a value and no type, whatever stands around it. */
public class App {
  static class Limits {
    static final int MOST = 100;
    static final String NAME = "limit-";
  }

  static void build(StreamsBuilder builder) {
    int D = 3;
    int left = (Limits.MOST) - D;
    int closer = (Limits.MOST) - D * 2;
    int chain = 2 * (Limits.MOST) - D * 2 - 1;
    int right = 1 + (Limits.MOST) - D % 2 * 4;
    boolean less = D < (Limits.MOST) - D && D != (Limits.MOST) + 1;
    builder.stream("in").groupByKey().count(Materialized.as("a" + left));
    builder.stream("in").groupByKey().count(Materialized.as("b" + closer));
    builder.stream("in").groupByKey().count(Materialized.as("c" + chain));
    builder.stream("in").groupByKey().count(Materialized.as("d" + right));
    builder.stream("in").groupByKey().count(Materialized.as("e" + less));
    builder.stream("in").groupByKey().count(Materialized.as((Limits.NAME) + D * 2 + (D) + 1));
    builder.stream("in").groupByKey().count(Materialized.as("f" + (Integer.MAX_VALUE) + D * 2));
    builder.stream("in").groupByKey().count(Materialized.as("g" + (int) -D));
  }
}
