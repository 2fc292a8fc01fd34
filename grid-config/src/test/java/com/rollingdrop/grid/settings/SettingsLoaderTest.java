package com.rollingdrop.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.model.PromoOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  @TempDir private Path folder;

  @Test
  void startsWithDefaultsAlone() {
    Settings settings = SettingsLoader.load(Map.of());

    assertThat(settings.api().port()).isEqualTo(8080);
    assertThat(settings.kafka().servers()).isEqualTo("127.0.0.1:19092");
    assertThat(settings.kafka().security()).isEqualTo(Settings.KafkaSecurity.SASL_SSL);
    assertThat(settings.rules().marketFeeBasisPoints()).isEqualTo(500);
    assertThat(settings.rules().promotionalBalanceSpent()).isEqualTo(PromoOrder.FIRST);
    assertThat(settings.retention().ledgerDays()).isEqualTo(90);
    assertThat(settings.retention().postgresMonths()).isZero();
    assertThat(settings.secrets()).isEqualTo(Path.of("var/secrets"));
    assertThat(settings.fraud().freezeWithdrawals()).isFalse();
    assertThat(settings.fraud().freezeRules()).containsExactly(FraudRule.values());
    assertThat(settings.auth().argon2MemoryKib()).isEqualTo(19_456);
    assertThat(settings.auth().argon2Passes()).isEqualTo(2);
    assertThat(settings.auth().sessionIdleMinutes()).isEqualTo(30);
    assertThat(settings.auth().proxies()).isZero();
  }

  @Test
  void passwordsAreNeverHashedMoreCheaplyThanIsSound() {
    assertRefused(
        Map.of(
            "ROLLINGDROP_AUTH_ARGON2_MEMORY_KIB", "19455",
            "ROLLINGDROP_AUTH_ARGON2_PASSES", "1"),
        "rollingdrop.auth.argon2-memory-kib: must be between 19456 and 1048576, but is 19455",
        "rollingdrop.auth.argon2-passes: must be between 2 and 100, but is 1");
  }

  @Test
  void environmentWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
    Path file = file("rollingdrop.api.port=9001\nrollingdrop.kafka.port=9002\n");

    Settings settings =
        SettingsLoader.load(
            Map.of("ROLLINGDROP_CONFIG", file.toString(), "ROLLINGDROP_API_PORT", "9003"));

    assertThat(settings.api().port()).isEqualTo(9003);
    assertThat(settings.kafka().port()).isEqualTo(9002);
  }

  @Test
  void namesTheKeyAndTheReasonOfAValueOfTheWrongType() {
    assertRefused(Map.of("ROLLINGDROP_KAFKA_PORT", "many"), "rollingdrop.kafka.port", "many");
  }

  @Test
  void namesEveryValueOutOfRangeAtOnce() {
    assertRefused(
        Map.of(
            "ROLLINGDROP_API_PORT", "70000",
            "ROLLINGDROP_GRID_BACKUPS", "-1",
            "ROLLINGDROP_RULES_MARKET_FEE_BASIS_POINTS", "5001"),
        "rollingdrop.rules.market-fee-basis-points: must be between 0 and 5000, but is 5001",
        "rollingdrop.api.port: must be between 1024 and 65535, but is 70000",
        "rollingdrop.grid.backups: must be between 0 and 7, but is -1");
  }

  @Test
  void theLedgerIsKeptWholeOrLongerThanAnythingLooksBack() {
    assertThat(
            SettingsLoader.load(Map.of("ROLLINGDROP_RETENTION_LEDGER_DAYS", "0"))
                .retention()
                .ledgerDays())
        .isZero();
    assertRefused(
        Map.of("ROLLINGDROP_RETENTION_LEDGER_DAYS", "34"),
        "rollingdrop.retention.ledger-days: must be 0, or between 35 and 36500, but is 34");
  }

  @Test
  void refusesAKeyThatDoesNotExist() throws IOException {
    Path file = file("rollingdrop.api.prot=9001\n");

    assertRefused(Map.of("ROLLINGDROP_CONFIG", file.toString()), "rollingdrop.api.prot");
  }

  @Test
  void refusesAFileThatCannotBeRead() {
    assertRefused(Map.of("ROLLINGDROP_CONFIG", "/does/not/exist"), "/does/not/exist");
  }

  @Test
  void refusesAnUnknownChoice() {
    assertRefused(Map.of("ROLLINGDROP_GRID_WAL_MODE", "NONE"), "rollingdrop.grid.wal-mode", "NONE");
    assertRefused(
        Map.of("ROLLINGDROP_RULES_PROMOTIONAL_BALANCE_SPENT", "NEVER"),
        "rollingdrop.rules.promotional-balance-spent",
        "NEVER");
    assertRefused(
        Map.of("ROLLINGDROP_FRAUD_FREEZE_RULES", "LUCK,HUNCH"),
        "rollingdrop.fraud.freeze-rules",
        "HUNCH");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rollingdrop.properties"), text);
  }

  private static void assertRefused(Map<String, String> environment, String... parts) {
    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(() -> SettingsLoader.load(environment))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }
}
