import com.typesafe.config.ConfigFactory;
import shop.App;

public class Main {
  public static void main(String[] args) throws Exception {
    App app = new App(ConfigFactory.load());
    Print.topology(app.topology(), app.properties());
  }
}
