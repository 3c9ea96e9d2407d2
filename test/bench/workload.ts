/** Java sources of the kind that people write, of any length: the same arguments give the same bytes. */

/** One topology in one class: comments, small lambdas with bodies, helper methods, about one store or repartition topic in nine lines. */
export function topologyFile(className: string, lines: number): string {
  const head = `package com.example.${className.toLowerCase()};

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.*;

/** Follows orders from the shop to the customer. */
public final class ${className} {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private ${className}() {}

`;
  const parts: string[] = [];
  const calls: string[] = [];
  let count = head.split('\n').length + 12;
  for (let i = 0; count < lines; i++) {
    const part = section(i);
    parts.push(part);
    calls.push(`    addRegion${i}(builder);`);
    count += part.split('\n').length;
  }
  return `${head}  public static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
${calls.join('\n')}
    return builder.build();
  }

${parts.join('\n')}}
`;
}

const section = (i: number): string => `  /**
   * Region ${i}: what was ordered and what was paid.
   *
   * @param builder receives the region's streams and tables
   */
  private static void addRegion${i}(StreamsBuilder builder) {
    KStream<String, String> orders = builder.stream("orders-${i}", Consumed.with(Serdes.String(), Serdes.String()));
    KTable<String, String> customers = builder.table("customers-${i}", Materialized.as("customers-${i}-store"));

    // Orders without a customer are returns of the old shop.
    KStream<String, String> valid = orders
        .filter((key, value) -> value != null && !value.isEmpty())
        .map((key, value) -> {
          String customer = value.substring(0, value.indexOf('|'));
          if (customer.startsWith("x-")) {
            customer = customer.substring(2);
          }
          return KeyValue.pair(customer, value);
        });

    KTable<Windowed<String>, Long> perCustomer = valid
        .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
        .windowedBy(TimeWindows.ofSizeWithNoGrace(WINDOW))
        .count();

    perCustomer
        .toStream()
        .filter((window, count) -> count > 10)
        .map((window, count) -> KeyValue.pair(window.key(), describe${i}(window, count)))
        .to("alarms-${i}", Produced.with(Serdes.String(), Serdes.String()));

    valid
        .join(customers, (order, customer) -> order + "|" + customer)
        .mapValues(value -> value.toUpperCase())
        .to("enriched-${i}");
  }

  private static String describe${i}(Windowed<String> window, long count) {
    StringBuilder text = new StringBuilder();
    text.append(window.key()).append(" ordered ").append(count).append(" times");
    if (count > 100) {
      text.append(" (more than a person can)");
    }
    return text.toString();
  }
`;

/** A class of an application that has nothing to do with topologies. */
export function plainFile(packageName: string, className: string): string {
  const methods = Array.from(
    { length: 12 },
    (_, i) => `
  /** Value ${i} of the order, as the form sends it. */
  public String getValue${i}(String fallback) {
    String value = values.get("value${i}");
    if (value == null || value.isBlank()) {
      return fallback;
    }
    return value.trim();
  }
`,
  );
  return `package ${packageName};

import java.util.HashMap;
import java.util.Map;

public class ${className} {
  private final Map<String, String> values = new HashMap<>();
${methods.join('')}}
`;
}
