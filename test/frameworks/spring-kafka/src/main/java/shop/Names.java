package shop;

/** An object of a bean method. */
public class Names {
  private final String prefix;
  private String suffix = "none";

  public Names(String prefix) {
    this.prefix = prefix;
  }

  public Names suffix(String suffix) {
    this.suffix = suffix;
    return this;
  }

  public String of(String name) {
    return prefix + "-" + name + "-" + suffix;
  }
}
