package everystore;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Collects the shapes while the topology is made. */
final class Shapes {
  static final Serde<String> STRING = Serdes.String();
  static final Shape.Coded TEXT = new Shape.Coded("string", STRING);
  static final Shape.Coded JSON = new Shape.Coded("json", STRING);
  static final Shape.Coded LONG = new Shape.Coded("long", Serdes.Long());
  static final Shape.Coded INTEGER = new Shape.Coded("integer", Serdes.Integer());
  static final Shape.Coded DOUBLE = new Shape.Coded("double", Serdes.Double());
  static final Shape.Coded ID = new Shape.Coded("uuid", Serdes.UUID());
  static final Shape.Coded BOOLEAN = new Shape.Coded("boolean", Serdes.Boolean());
  static final Shape.Coded BYTES = new Shape.Coded("bytes", Serdes.ByteArray());
  static final Shape.Coded TEXTS = new Shape.Coded("list<string>", texts());

  final String application;
  final List<Shape> all = new ArrayList<>();

  Shapes(String application) {
    this.application = application;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static Serde<List<String>> texts() {
    return (Serde) Serdes.ListSerde(ArrayList.class, Serdes.String());
  }

  String changelog(String store) {
    return application + "-" + store + "-changelog";
  }

  void add(String name, String kind, String form, Shape.Coded key, Shape.Coded value, Long retentionMs, Long sizeMs, boolean keyedByInput, boolean cached, String... sources) {
    all.add(new Shape(name, kind, form, changelog(name), key, value, retentionMs, sizeMs, List.of(sources), keyedByInput, cached));
  }

  /** A store whose log is a topic of the user. */
  void addSource(String name, String form, Shape.Coded key, Shape.Coded value, String topic) {
    all.add(new Shape(name, "timestampedKeyValue", form, topic, key, value, null, null, List.of(topic), true, false));
  }
}
