package inheritance.virtualMethods;

import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Materialized;

/** The object's class chooses the method, also from within the superclass. */
public class App {
  static abstract class Shape {
    abstract int area();

    String describe() {
      return kind() + area();
    }

    String kind() {
      return "shape";
    }
  }

  static class Square extends Shape {
    private final int side;

    Square(int side) {
      this.side = side;
    }

    @Override
    int area() {
      return side * side;
    }
  }

  static class Cube extends Square {
    Cube(int side) {
      super(side);
    }

    @Override
    int area() {
      return 6 * super.area();
    }

    @Override
    String kind() {
      return "cube-" + super.kind();
    }
  }

  static void build(StreamsBuilder builder) {
    for (Shape shape : List.of(new Square(2), new Cube(3))) {
      builder.stream("in").groupByKey().count(Materialized.as(shape.describe()));
      if (shape instanceof Cube) {
        builder.stream("in").groupByKey().count();
      }
    }
    builder.stream("in").groupByKey().count();
  }
}
