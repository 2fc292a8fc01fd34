package com.rollingdrop.ops;

import com.rollingdrop.persistence.principals.Partner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A partner's topics in Kafka, and its right to read them. */
@Command(
    name = "partner",
    description = {
      "Gives a partner its topics, a password and the right to read them with groups of its own,",
      "or takes password and rights away. Without --apply it only shows what differs.",
      "Exit code 0 when all is as it should be (afterwards), 1 when not, 2 when Kafka can't be asked."
    },
    subcommands = {PartnerCreate.class, PartnerDisable.class, PartnerList.class},
    mixinStandardHelpOptions = true)
final class PartnerCommand {
  private PartnerCommand() {}

  /** With one sentence for what is no id. */
  static final class Id implements ITypeConverter<Partner> {
    @Override
    public Partner convert(String text) {
      try {
        return new Partner(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("is not " + Partner.ID_RULE + ": " + text);
      }
    }
  }
}
