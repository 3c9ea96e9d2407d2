package shop;

import jakarta.annotation.PostConstruct;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Its name is made when all is injected. */
@Component
public class Derived {
  @Value("${shop.threads}")
  private int threads;

  @Value("${shop.enabled:false}")
  private boolean enabled;

  @Value("${shop.flags:default}")
  private String flags;

  @Value("${shop.unset:unset}")
  private String unset;

  @Autowired private Listed listed;
  private String version;
  private String name;

  @Value("${shop.version}")
  public void setVersion(String version) {
    this.version = version;
  }

  @PostConstruct
  void derive() {
    name = listed.getTopic() + "-" + version + "-" + threads + "-" + enabled + "-" + flags + "-" + unset;
  }

  public String name() {
    return name;
  }
}
