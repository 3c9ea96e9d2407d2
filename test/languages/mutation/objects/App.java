package mutation.objects;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** Objects with state, changed through their methods. */
public class App {
  static class Account {
    private int balance;
    private final List<String> history = new ArrayList<>();

    Account deposit(int amount) {
      balance += amount;
      history.add("d" + amount);
      return this;
    }

    boolean withdraw(int amount) {
      if (amount > balance) {
        history.add("no");
        return false;
      }
      balance -= amount;
      history.add("w" + amount);
      return true;
    }

    List<String> history() {
      return history;
    }
  }

  static void build(StreamsBuilder builder) {
    Account account = new Account().deposit(30).deposit(5);
    List<String> history = account.history();
    boolean ok = account.withdraw(50) | account.withdraw(20);
    builder.stream("in").groupByKey().count(Materialized.as("b" + account.balance + ok));
    for (String entry : history) {
      builder.stream("in").groupByKey().count(Materialized.as(entry));
    }
  }
}
