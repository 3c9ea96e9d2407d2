package statics.failing;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** A class whose initialiser throws cannot be used again; constants are read all the same (JLS 12.4.2). */
public class App {
  static class Plain {
    static final String CONSTANT = "constant";
    static int number = Integer.parseInt("none");

    static String text() {
      return "text";
    }
  }

  static class OwnError extends Error {
    OwnError(String message) {
      super(message);
    }
  }

  static class Failing {
    static boolean on = true;

    static {
      if (on) throw new OwnError("own");
    }
  }

  static class Base {
    static String order = "b";

    static {
      order += "B";
    }
  }

  static class Sub extends Base {
    static {
      order += "S";
    }

    static String sub = order + "_";
  }

  static class Lazy {
    static int made = 0;
    static Lazy one = new Lazy();
    static int after = made + 10;

    Lazy() {
      made++;
    }
  }

  enum Kind {
    A,
    B;

    static final Kind FIRST = values()[0];
    static int uses;

    Kind() {}

    String use() {
      return name() + ++uses;
    }
  }

  static String attempt(java.util.function.Supplier<Object> code) {
    try {
      return "gives-" + code.get();
    } catch (ExceptionInInitializerError e) {
      return "initialiser-" + e.getMessage() + "-" + e.getCause().getClass().getSimpleName();
    } catch (NoClassDefFoundError e) {
      return "no-class";
    } catch (OwnError e) {
      return "error-" + e.getMessage();
    }
  }

  static void build(StreamsBuilder builder) {
    String[] names = {
      attempt(() -> Plain.CONSTANT),
      attempt(() -> Plain.number),
      attempt(() -> Plain.text()),
      attempt(() -> new Plain()),
      attempt(() -> Failing.on),
      attempt(() -> Failing.on),
      attempt(() -> Sub.sub),
      attempt(() -> Base.order),
      attempt(() -> Lazy.after + "-" + Lazy.made),
      attempt(() -> Kind.FIRST.use() + Kind.B.use() + Kind.valueOf("A").use()),
    };
    for (int i = 0; i < names.length; i++) builder.stream("in").groupByKey().count(Materialized.as("s" + i + "-" + names[i]));
  }
}
