package generics.linkedNodes;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A tree of nodes, walked in order. */
public class App {
  static class Node {
    final int value;
    Node left;
    Node right;

    Node(int value) {
      this.value = value;
    }

    void insert(int v) {
      if (v < value) {
        if (left == null) left = new Node(v);
        else left.insert(v);
      } else if (right == null) {
        right = new Node(v);
      } else {
        right.insert(v);
      }
    }

    void walk(StringBuilder out) {
      if (left != null) left.walk(out);
      out.append(value).append('.');
      if (right != null) right.walk(out);
    }
  }

  static void build(StreamsBuilder builder) {
    Node root = new Node(5);
    for (int v : new int[] {3, 8, 1, 7}) root.insert(v);
    StringBuilder out = new StringBuilder();
    root.walk(out);
    builder.stream("in").groupByKey().count(Materialized.as(out.toString()));
  }
}
