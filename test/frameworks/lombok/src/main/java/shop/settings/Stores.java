package shop.settings;

import lombok.Data;
import lombok.experimental.Accessors;

/** Accessors are named like the fields, and give the object. */
@Data
public class Stores {
  private String m_name;
  private String other = "other";

  @Accessors(fluent = false, chain = false)
  @Data
  public static class Plain {
    private String name = "plain";
  }
}
