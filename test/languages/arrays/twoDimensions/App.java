package arrays.twoDimensions;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Rows are arrays of their own. */
public class App {
  static void build(StreamsBuilder builder) {
    int[][] grid = new int[3][4];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        grid[i][j] = i * j - j;
      }
    }
    int[][] jagged = {{1}, {2, 3}, {}};
    jagged[2] = jagged[1];
    jagged[2][0] = 7;
    builder.stream("in").groupByKey().count(Materialized.as("g" + grid[2][3] + grid.length + grid[0].length));
    builder.stream("in").groupByKey().count(Materialized.as("j" + jagged[1][0] + jagged[0].length));
  }
}
