package names.paths.deep;

import names.paths.Names;

public class Far extends Names implements Names.Kept {
  public static final Far FAR = new Far();
  public final Names.Deep held = new Names.Deep();
  public static final String PLAIN = "hidden";

  public String all() {
    return PLAIN + Names.PLAIN + KEPT + made + Deep.NAME;
  }
}
