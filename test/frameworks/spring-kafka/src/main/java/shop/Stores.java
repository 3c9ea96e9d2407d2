package shop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Bound through its constructor. */
@ConfigurationProperties("shop.stores")
public record Stores(
    List<String> names,
    Map<String, String> byKind,
    Nested nested,
    List<List<String>> grid,
    Kind kinds,
    Set<String> tags,
    String[] missing,
    @DefaultValue("by-default") String other) {

  public record Nested(String prefix, List<Part> parts) {}

  public record Part(String name, @DefaultValue("3") int size) {}

  public enum Kind {
    SMALL,
    BIG
  }
}
