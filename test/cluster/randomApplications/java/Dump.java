package everystore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** What Kafka's admin client tells: of each topic its partitions, offsets, bytes and configuration; of each group its commits. */
final class Dump {
  private Dump() {}

  static void write(Admin admin, Set<String> groups, File file) throws Exception {
    Set<String> names = admin.listTopics().names().get();
    names.removeIf(name -> name.startsWith("__"));
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    List<ConfigResource> resources = new ArrayList<>();
    Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
    for (TopicDescription topic : topics.values()) {
      resources.add(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      for (TopicPartitionInfo info : topic.partitions()) {
        TopicPartition partition = new TopicPartition(topic.name(), info.partition());
        first.put(partition, OffsetSpec.earliest());
        last.put(partition, OffsetSpec.latest());
      }
    }
    var starts = admin.listOffsets(first).all().get();
    var ends = admin.listOffsets(last).all().get();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    Map<TopicPartition, Long> sizes = new HashMap<>();
    for (Map<String, LogDirDescription> dirs : admin.describeLogDirs(List.of(1)).allDescriptions().get().values())
      for (LogDirDescription dir : dirs.values()) dir.replicaInfos().forEach((partition, info) -> sizes.put(partition, info.size()));

    Map<String, Object> told = new LinkedHashMap<>();
    for (TopicDescription topic : topics.values()) {
      List<Object> partitions = new ArrayList<>();
      for (TopicPartitionInfo info : topic.partitions()) {
        TopicPartition partition = new TopicPartition(topic.name(), info.partition());
        partitions.add(Map.of("earliest", starts.get(partition).offset(), "end", ends.get(partition).offset(), "bytes", sizes.get(partition)));
      }
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      told.put(
          topic.name(),
          Map.of("partitions", partitions, "cleanupPolicy", config.get("cleanup.policy").value(), "retentionMs", Long.parseLong(config.get("retention.ms").value())));
    }
    Map<String, Object> commits = new LinkedHashMap<>();
    for (String group : groups) {
      Map<String, Long> offsets = new LinkedHashMap<>();
      admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().forEach((partition, commit) -> {
        if (commit != null) offsets.put(partition.topic() + "/" + partition.partition(), commit.offset());
      });
      commits.put(group, offsets);
    }
    new ObjectMapper().writeValue(file, Map.of("topics", told, "commits", commits));
  }
}
