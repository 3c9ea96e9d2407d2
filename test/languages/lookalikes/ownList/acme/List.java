// @part
package lookalikes.ownList.acme;

/** Counts double, and has its elements backwards. */
public class List {
  private String all = "";
  private int size;

  public void add(String s) {
    all = s + all;
    size += 2;
  }

  public int size() {
    return size;
  }

  public String get(int i) {
    return String.valueOf(all.charAt(i));
  }
}
