package queues.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Stack;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A Stack's push, pop, peek and search. */
public class App {
  static void build(StreamsBuilder builder) {
    Deque<Integer> stack = new ArrayDeque<>();
    for (String token : "3 4 + 2 *".split(" ")) {
      switch (token) {
        case "+" -> stack.push(stack.pop() + stack.pop());
        case "*" -> stack.push(stack.pop() * stack.pop());
        default -> stack.push(Integer.parseInt(token));
      }
    }
    builder.stream("in").groupByKey().count(Materialized.as("r" + stack.pop()));
    Stack<String> old = new Stack<>();
    old.push("a");
    old.push("b");
    builder.stream("in").groupByKey().count(Materialized.as(old.peek() + old.search("a") + old.get(0) + old.pop() + old.size()));
  }
}
