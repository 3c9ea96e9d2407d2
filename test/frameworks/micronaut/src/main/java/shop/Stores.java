package shop;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import java.util.Map;

@ConfigurationProperties("shop.stores")
public class Stores {
  private String firstName;
  private String second = "second";
  private Map<String, String> byKind;
  private List<String> list;

  public String getFirstName() {
    return firstName;
  }

  public void setFirstName(String firstName) {
    this.firstName = firstName;
  }

  public String getSecond() {
    return second;
  }

  public void setSecond(String second) {
    this.second = second;
  }

  public Map<String, String> getByKind() {
    return byKind;
  }

  public void setByKind(Map<String, String> byKind) {
    this.byKind = byKind;
  }

  public List<String> getList() {
    return list;
  }

  public void setList(List<String> list) {
    this.list = list;
  }
}
