import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Administer BOOTSTRAP: does what the lines of its input say, one after another, each done before the next. Words are separated by blanks:
 *    topic NAME PARTITIONS REPLICAS [KEY=VALUE]...    topics that follow one another are made together
 *    placed NAME BROKER[,BROKER]...                   a topic with one partition for each word, on these brokers, as in: placed t 1 2,3
 *    delete NAME · empty NAME PARTITION OFFSET · config NAME KEY=VALUE · move NAME PARTITION BROKER[,BROKER]... · elect NAME PARTITION
 *    commit GROUP TOPIC PARTITION OFFSET [METADATA] · allow USER OPERATION TOPIC|GROUP|CLUSTER NAME */
public final class Administer {
    private static final int TOGETHER = 200;

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0], "default.api.timeout.ms", "120000", "request.timeout.ms", "60000"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            List<NewTopic> topics = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) continue;
                String[] words = line.trim().split(" ");
                if (words[0].equals("topic")) topics.add(topic(words));
                if (topics.size() >= TOGETHER || (!topics.isEmpty() && !words[0].equals("topic"))) make(admin, topics);
                if (!words[0].equals("topic")) run(admin, words);
            }
            make(admin, topics);
        }
    }

    private static NewTopic topic(String[] words) {
        Map<String, String> configs = new HashMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] entry = words[i].split("=", 2);
            configs.put(entry[0], entry[1]);
        }
        return new NewTopic(words[1], Integer.parseInt(words[2]), Short.parseShort(words[3])).configs(configs);
    }

    private static void make(Admin admin, List<NewTopic> topics) throws Exception {
        if (topics.isEmpty()) return;
        admin.createTopics(topics).all().get();
        topics.clear();
    }

    private static void run(Admin admin, String[] words) throws Exception {
        String name = words[1];
        switch (words[0]) {
            case "placed" -> {
                Map<Integer, List<Integer>> replicas = new HashMap<>();
                for (int i = 2; i < words.length; i++) replicas.put(i - 2, brokers(words[i]));
                admin.createTopics(List.of(new NewTopic(name, replicas))).all().get();
            }
            case "delete" -> admin.deleteTopics(List.of(name)).all().get();
            case "empty" -> admin.deleteRecords(Map.of(partition(words), RecordsToDelete.beforeOffset(Long.parseLong(words[3])))).all().get();
            case "config" -> {
                String[] entry = words[2].split("=", 2);
                Map<ConfigResource, Collection<AlterConfigOp>> changes = Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name),
                        List.of(new AlterConfigOp(new ConfigEntry(entry[0], entry[1]), AlterConfigOp.OpType.SET)));
                admin.incrementalAlterConfigs(changes).all().get();
            }
            case "move" -> {
                admin.alterPartitionReassignments(Map.of(partition(words), Optional.of(new NewPartitionReassignment(brokers(words[3]))))).all().get();
                while (!admin.listPartitionReassignments(Set.of(partition(words))).reassignments().get().isEmpty()) Thread.sleep(50);
            }
            case "elect" -> admin.electLeaders(ElectionType.PREFERRED, Set.of(partition(words))).all().get();
            case "commit" -> admin.alterConsumerGroupOffsets(name, Map.of(new TopicPartition(words[2], Integer.parseInt(words[3])),
                    new OffsetAndMetadata(Long.parseLong(words[4]), words.length > 5 ? words[5] : ""))).all().get();
            case "allow" -> admin.createAcls(List.of(new AclBinding(
                    new ResourcePattern(ResourceType.fromString(words[3]), words[4], PatternType.LITERAL),
                    new AccessControlEntry("User:" + name, "*", AclOperation.fromString(words[2]), AclPermissionType.ALLOW)))).all().get();
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static TopicPartition partition(String[] words) {
        return new TopicPartition(words[1], Integer.parseInt(words[2]));
    }

    private static List<Integer> brokers(String word) {
        return Arrays.stream(word.split(",")).map(Integer::valueOf).toList();
    }

    private Administer() {
    }
}
