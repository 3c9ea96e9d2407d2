package exceptions.thrownByJdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What the JDK throws. */
public class App {
  static void build(StreamsBuilder builder) {
    int zero = 0;
    String nothing = zero == 0 ? null : "x";
    Object text = "text";
    List<Supplier<Object>> calls = List.of(
    () -> Integer.parseInt("12x"),
    () -> 7 / zero,
    () -> (Integer) text,
    () -> new int[2][1].length + new int[1][3].length + new int[] {1}[zero + 1],
    () -> "abc".charAt(5),
    () -> new ArrayList<String>().get(0),
    () -> nothing.length(),
    () -> List.of("a").remove(0),
    () -> new ArrayDeque<String>().pop(),
    () -> new int[zero - 1],
    () -> "abc".substring(2, 1),
    () -> List.of(1).iterator().next());
    int at = 0;
    for (Supplier<Object> call : calls) {
      String outcome;
      try {
        outcome = "value" + call.get();
      } catch (NumberFormatException e) {
        outcome = "number";
      } catch (ArithmeticException e) {
        outcome = "arithmetic";
      } catch (ClassCastException e) {
        outcome = "cast";
      } catch (ArrayIndexOutOfBoundsException e) {
        outcome = "array";
      } catch (StringIndexOutOfBoundsException e) {
        outcome = "text";
      } catch (IndexOutOfBoundsException e) {
        outcome = "index";
      } catch (NullPointerException e) {
        outcome = "null";
      } catch (UnsupportedOperationException | NegativeArraySizeException e) {
        outcome = "unsupported";
      } catch (NoSuchElementException e) {
        outcome = "element";
      }
      builder.stream("in").groupByKey().count(Materialized.as(at++ + outcome));
    }
  }
}
