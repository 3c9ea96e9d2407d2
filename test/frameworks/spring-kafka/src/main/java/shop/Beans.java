package shop;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class Beans {
  @Bean
  public Names names(@Value("${shop.topic}") String topic, Listed listed) {
    return new Names(topic).suffix(listed.getListed().get(0).getTopic());
  }

  @Bean
  public Labels labels() {
    return name -> "label-" + name;
  }
}
