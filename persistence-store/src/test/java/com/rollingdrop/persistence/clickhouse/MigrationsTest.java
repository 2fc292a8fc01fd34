package com.rollingdrop.persistence.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void aScriptIsSplitAtSemicolonsThatEndALineAndItsCommentsAreLeftOut() {
    assertThat(Migrations.commands("-- why; so\nCREATE a (\n  b -- c\n);\nDROP 'x;y';\n"))
        .containsExactly("CREATE a (\n  b -- c\n)", "DROP 'x;y'");
  }

  @Test
  void aCommandWithoutItsSemicolonIsNotLeftOutInSilence() {
    assertThatThrownBy(() -> Migrations.commands("SELECT 1"))
        .isInstanceOf(IllegalStateException.class);
  }
}
