package everystore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Waits until all applications have read and committed everything, and nothing moves any more. */
final class Rest {
  private static final int STILL_LOOKS = 4;

  private final Admin admin;

  Rest(Admin admin, String bootstrap) {
    this.admin = admin;
  }

  void await(Map<String, KafkaStreams> running, Map<String, Topology> topologies) throws Exception {
    long stop = System.currentTimeMillis() + 180_000;
    Map<String, Long> before = Map.of();
    int still = 0;
    String waiting = "";
    while (still < STILL_LOOKS) {
      if (System.currentTimeMillis() > stop) throw new IllegalStateException("the applications did not catch up: " + waiting);
      Thread.sleep(250);
      Map<String, Long> now = new HashMap<>();
      Map<TopicPartition, Long> ends = ends();
      ends.forEach((partition, end) -> now.put("end " + partition, end));
      waiting = "";
      for (Map.Entry<String, KafkaStreams> one : running.entrySet()) {
        if (one.getValue().state() != KafkaStreams.State.RUNNING) waiting += one.getKey() + " is " + one.getValue().state() + " ";
        Map<TopicPartition, Long> commits = new HashMap<>();
        admin.listConsumerGroupOffsets(one.getKey()).partitionsToOffsetAndMetadata().get().forEach((partition, commit) -> {
          if (commit != null) commits.put(partition, commit.offset());
        });
        commits.forEach((partition, offset) -> now.put(one.getKey() + " " + partition, offset));
        for (String topic : readBy(topologies.get(one.getKey())))
          for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (!end.getKey().topic().equals(topic)) continue;
            // Behind the last record of what a transaction wrote is its marker.
            long slack = topic.startsWith(one.getKey() + "-") ? 2 : 0;
            if (end.getValue() > 0 && commits.getOrDefault(end.getKey(), 0L) < end.getValue() - slack) waiting += one.getKey() + " reads " + end.getKey() + " ";
          }
      }
      still = waiting.isEmpty() && now.equals(before) ? still + 1 : 0;
      before = now;
    }
  }

  private static Set<String> readBy(Topology topology) throws Exception {
    Set<String> topics = new HashSet<>();
    Internals.builderOf(topology).subtopologyToTopicsInfo().values().forEach(info -> {
      topics.addAll(info.sourceTopics);
      topics.addAll(info.repartitionSourceTopics.keySet());
    });
    return topics;
  }

  private Map<TopicPartition, Long> ends() throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    Set<String> topics = admin.listTopics().names().get();
    topics.removeIf(topic -> topic.startsWith("__"));
    admin.describeTopics(topics).allTopicNames().get().values().forEach(topic ->
        topic.partitions().forEach(info -> asked.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
