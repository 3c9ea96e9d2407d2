package names.paths;

public class Names {
  public static final String PLAIN = "plain";
  public static final String made = "made-" + PLAIN.length();
  static int count;

  public static String next() {
    return "n" + ++count;
  }

  public static String next(String prefix) {
    return prefix + next();
  }

  public static class Deep {
    public static final String NAME = "deep";
    static final String[] all = {"all0", "all1"};
    public final String own = "own";
    public static final Deep ONE = new Deep();

    public enum Level {
      LOW,
      HIGH
    }
  }

  public interface Kept {
    String KEPT = "kept";
    int SIZE = 4;
  }
}
