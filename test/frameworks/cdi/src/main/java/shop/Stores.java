package shop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ConfigMapping(prefix = "shop.stores")
public interface Stores {
  String firstName();

  @WithName("nested")
  Nested inner();

  Map<String, String> byKind();

  List<String> listed();

  List<Part> parts();

  Optional<String> absent();

  Optional<Nested> nobody();

  @WithDefault("otherwise")
  String other();

  interface Nested {
    String prefix();

    @WithDefault("7")
    int size();

    default String both() {
      return prefix() + size();
    }
  }

  interface Part {
    String name();

    @WithDefault("3")
    int size();
  }
}
