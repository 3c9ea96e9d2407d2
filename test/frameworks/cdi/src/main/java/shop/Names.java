package shop;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
public class Names {
  @Inject
  @ConfigProperty(name = "shop.names")
  List<String> names;

  @Inject
  @ConfigProperty(name = "shop.empty")
  Optional<String> empty;

  private String made;

  @PostConstruct
  void make() {
    made = names.get(0) + names.get(1) + empty.orElse("-empty");
  }

  public String made() {
    return made;
  }
}
