package names.qualified;

class Other {
  static final String HELPED = "helped";
  int count;

  static String help(String x) {
    return "help" + x;
  }

  static Other self() {
    return new Other();
  }

  Other chained() {
    this.count += 2;
    return this;
  }

  @Override
  public String toString() {
    return "other";
  }

  static class Nested {
    static final int COUNT = 3;
    String value = "nested";
  }
}
