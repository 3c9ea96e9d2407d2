package names.qualified;

interface Constants {
  String FIRST = "first";

  static String second() {
    return "second" + FIRST;
  }
}
