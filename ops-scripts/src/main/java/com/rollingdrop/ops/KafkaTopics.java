package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.TopicAdmin;
import com.rollingdrop.persistence.events.TopicDifference;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows how Kafka's topics differ from what the settings ask for, and brings them there. */
@Command(
    name = "topics",
    description = {
      "Compares Kafka's topics with what the settings ask for, and shows what differs;",
      "partners' own topics come and go with ops-scripts/partner.",
      "With --apply creates the missing ones and sets what can be set; again, it finds nothing to do.",
      "Exit code 0 when all is as it should be (afterwards), 1 when not, 2 when Kafka can't be asked."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class KafkaTopics implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DIFFERENT = 1;
  private static final int NOT_RUN = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--apply", description = "creates and sets; without it nothing is changed")
  private boolean apply;

  @Option(
      names = "--add-partitions",
      description =
          "with --apply also adds partitions: from then on some users' messages go to another"
              + " partition than their earlier ones, and their order is lost for that moment")
  private boolean addPartitions;

  @Option(names = "--json", description = "for other programs")
  private boolean json;

  @Override
  public Integer call() {
    if (addPartitions && !apply) {
      throw new ParameterException(spec.commandLine(), "--add-partitions: only with --apply");
    }
    Settings settings = SettingsLoader.load();
    List<NewTopic> wanted = Topics.all(settings.kafka());
    try (TopicAdmin admin = new TopicAdmin(KafkaAccess.of(settings, KafkaUser.OPS))) {
      List<TopicDifference> before = admin.differences(wanted);
      List<TopicDifference> left =
          apply ? admin.apply(wanted, before.stream().filter(this::isAllowed).toList()) : before;
      tell(wanted, before, left);
      return left.isEmpty() ? 0 : DIFFERENT;
    } catch (KafkaException e) {
      spec.commandLine().getErr().println("Kafka can't be asked: " + e.getMessage());
      return NOT_RUN;
    }
  }

  private boolean isAllowed(TopicDifference difference) {
    return switch (difference.remedy()) {
      case CREATE, SET -> true;
      case ADD_PARTITIONS -> addPartitions;
      case BY_HAND -> false;
    };
  }

  private void tell(
      List<NewTopic> wanted, List<TopicDifference> before, List<TopicDifference> left) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode all = JSON.createObjectNode();
      list(all.putArray("found"), before);
      list(all.putArray("left"), left);
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      for (TopicDifference difference : before) {
        out.println((left.contains(difference) ? "DIFFERS " : "done    ") + line(difference));
      }
      out.println(
          left.isEmpty()
              ? wanted.size() + " topics are as they should be"
              : left.size() + " differences" + (apply ? " left" : "; --apply changes what can be"));
    }
    out.flush();
  }

  private static String line(TopicDifference difference) {
    return difference
        + switch (difference.remedy()) {
          case CREATE, SET -> "";
          case ADD_PARTITIONS -> " (only with --add-partitions)";
          case BY_HAND -> " (Kafka can't change it in place)";
        };
  }

  private static void list(ArrayNode array, List<TopicDifference> differences) {
    for (TopicDifference difference : differences) {
      ObjectNode one = array.addObject();
      one.put("topic", difference.topic());
      one.put("what", difference.what());
      one.put("found", difference.found());
      one.put("wanted", difference.wanted());
      one.put("remedy", difference.remedy().name());
    }
  }
}
