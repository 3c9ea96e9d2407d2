// @part
package statics.otherFile;

final class Names {
  static final String PREFIX = "names";
  static int uses;

  private Names() {}

  static String of(String base) {
    uses++;
    return PREFIX + "-" + base + uses;
  }
}
