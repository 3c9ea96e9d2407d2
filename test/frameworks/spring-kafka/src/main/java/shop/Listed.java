package shop;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Bound by its setters. */
@ConfigurationProperties(prefix = "shop")
public class Listed {
  private String topic;
  private String absent = "written";
  private final List<Entry> listed = new ArrayList<>();

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public String getAbsent() {
    return absent;
  }

  public void setAbsent(String absent) {
    this.absent = absent;
  }

  public List<Entry> getListed() {
    return listed;
  }

  public static class Entry {
    private String topic;
    private String store = "no-store";

    public String getTopic() {
      return topic;
    }

    public void setTopic(String topic) {
      this.topic = topic;
    }

    public String getStore() {
      return store;
    }

    public void setStore(String store) {
      this.store = store;
    }
  }
}
