// @part
package lookalikes.ownMath;

final class Math {
  private Math() {}

  static int max(int a, int b) {
    return a < b ? a : b;
  }

  static int abs(int a) {
    return a;
  }
}
