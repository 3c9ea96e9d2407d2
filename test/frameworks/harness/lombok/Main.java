import java.util.Properties;
import shop.App;

public class Main {
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    properties.load(Main.class.getResourceAsStream("/streams.properties"));
    Print.topology(App.topology(), properties);
  }
}
