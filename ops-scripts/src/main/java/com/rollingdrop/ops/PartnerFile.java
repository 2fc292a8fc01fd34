package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.principals.Partner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a partner's Kafka client is configured with, password included, in a file that only its
 * owner can read. The system keeps no other copy and does not need this one: it is to be handed
 * over and deleted.
 */
final class PartnerFile {
  private final Settings settings;
  private final Partner partner;
  private final Path file;

  PartnerFile(Settings settings, Partner partner) {
    this.settings = settings;
    this.partner = partner;
    this.file = settings.secrets().resolve("partners").resolve(partner.id() + ".properties");
  }

  /** Writes it, over one that was there. */
  Path write(String password) throws IOException {
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, text(password), StandardCharsets.UTF_8);
    return Files.move(
        next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private String text(String password) {
    KafkaAccess access =
        KafkaAccess.withPassword(
            settings.kafka().servers(),
            Secrets.of(settings).text(Secret.KAFKA_CA_CERTIFICATE),
            partner.userName(),
            password);
    TreeMap<String, String> entries = new TreeMap<>(access.entries());
    entries.put(ConsumerConfig.GROUP_ID_CONFIG, partner.groupPrefix() + "main");
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (key, value) ->
            text.append(key)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
    return text.toString();
  }
}
