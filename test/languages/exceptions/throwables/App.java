package exceptions.throwables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** What throwables say of themselves, of the JDK and of the program. */
public class App {
  static class Own extends RuntimeException {
    final int code;
    Own(String message, int code) { super(message); this.code = code; }
    Own(Throwable cause) { super(cause); this.code = 0; }
    Own() { this("none", -1); }
  }

  static class Worded extends Exception {
    @Override public String getMessage() { return "worded"; }
  }

  static class Texted extends IllegalStateException {
    Texted(String m) { super(m); }
    @Override public String toString() { return "Texted!" + getMessage(); }
  }

  static class Closing implements AutoCloseable {
    final String name;
    Closing(String name) { this.name = name; }
    @Override public void close() throws IOException { throw new IOException("closing " + name); }
  }

  static String caught(Runnable r) {
    try {
      r.run();
      return "nothing";
    } catch (Own e) {
      return "own" + e.code + e.getMessage();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return e.getClass().getSimpleName() + e.getMessage();
    } catch (RuntimeException e) {
      return "other" + e.getMessage();
    } finally {
      count++;
    }
  }

  static int count;

  static void say(StreamsBuilder builder, Object what) {
    builder.stream("in").groupByKey().count(Materialized.as(("n" + what).replace("\n", "N").replaceAll("[^a-zA-Z0-9._-]", "_")));
  }

  static void build(StreamsBuilder builder) {
    say(builder, new RuntimeException("a").getMessage() + new RuntimeException().getMessage() + new IllegalStateException("b", new Own()).getMessage() + new IllegalArgumentException(new Own("c", 1)).getMessage());
    say(builder, new RuntimeException("a", new IOException("b")).getCause().getMessage() + new RuntimeException("a").getCause() + new Own(new IOException("c")).getMessage() + new Own(new IOException("c")).getCause().getMessage() + new UncheckedIOException(new IOException("u")).getMessage());
    say(builder, new Own().code + new Own().getMessage() + new Worded().getLocalizedMessage() + new Texted("x").getLocalizedMessage());
    RuntimeException linked = new RuntimeException("late");
    linked.initCause(new IOException("cause"));
    linked.addSuppressed(new IllegalStateException("hidden"));
    say(builder, linked.getCause().getMessage() + linked.getSuppressed().length + linked.getSuppressed()[0].getMessage() + new RuntimeException().getSuppressed().length + (linked.fillInStackTrace() == linked));
    say(builder, caught(() -> { throw new Own("x", 7); }) + caught(() -> { throw new IllegalArgumentException("y"); }) + caught(() -> { int z = 1 / (count - count); }) + caught(() -> { throw new NoSuchElementException("z"); }) + caught(() -> {}) + count);
    String closed = "";
    try (Closing a = new Closing("a"); Closing b = new Closing("b")) {
      closed += "body";
      throw new IllegalStateException("from body");
    } catch (IllegalStateException | IOException e) {
      closed += e.getMessage() + e.getSuppressed().length + e.getSuppressed()[0].getMessage() + e.getSuppressed()[1].getMessage();
    }
    say(builder, closed);
    try (Closing a = new Closing("only")) {
      closed = "ran";
    } catch (IOException e) {
      closed += e.getMessage();
    }
    say(builder, closed);
    try {
      try {
        throw new IOException("inner");
      } finally {
        closed = "finally";
      }
    } catch (IOException e) {
      closed += e.getMessage();
    }
    say(builder, closed);
    try {
      throw (RuntimeException) null;
    } catch (NullPointerException e) {
      closed = "null thrown";
    }
    say(builder, closed);
    Throwable t = new Error("e");
    say(builder, t.getMessage() + (t instanceof Exception) + (t instanceof Error) + new StackOverflowError().getMessage() + new NumberFormatException("n").getMessage());
    say(builder, new RuntimeException("a").toString() + new Own("m", 1) + new Worded() + new Texted("t"));
    try {
      Object o = "s";
      Integer i = (Integer) o;
    } catch (ClassCastException e) {
      closed = "cast";
    }
    try {
      Object[] objects = new String[1];
      objects[0] = "fits";
      closed += objects[0];
    } catch (ArrayStoreException e) {
      closed += "store";
    }
    say(builder, closed);
  }
}
