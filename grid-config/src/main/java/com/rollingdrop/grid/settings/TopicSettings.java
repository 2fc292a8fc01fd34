package com.rollingdrop.grid.settings;

import io.smallrye.config.WithDefault;

/** Partitions of each topic, and how long it keeps a message. */
public interface TopicSettings {
  @WithDefault("50")
  int transactionEventsPartitions();

  @WithDefault("168")
  int transactionEventsRetentionHours();

  @WithDefault("20")
  int inventoryUpdatesPartitions();

  @WithDefault("24")
  int inventoryUpdatesRetentionHours();

  @WithDefault("5")
  int adminOperationsPartitions();

  @WithDefault("720")
  int adminOperationsRetentionHours();

  @WithDefault("30")
  int partnerTransactionsPartitions();

  @WithDefault("168")
  int partnerTransactionsRetentionHours();

  @WithDefault("20")
  int partnerInventoryUpdatesPartitions();

  @WithDefault("24")
  int partnerInventoryUpdatesRetentionHours();

  @WithDefault("40")
  int partnerBoxOpeningsPartitions();

  @WithDefault("72")
  int partnerBoxOpeningsRetentionHours();

  @WithDefault("5")
  int fraudSignalsPartitions();

  @WithDefault("720")
  int fraudSignalsRetentionHours();

  /** Of the topic that tells the repair which rows changed. */
  @WithDefault("12")
  int mirrorChangesPartitions();

  /** What the repair has not looked at by then, it never will. */
  @WithDefault("72")
  int mirrorChangesRetentionHours();

  /** Of each partner's topic of notifications, which has one partition. */
  @WithDefault("168")
  int partnerNotificationsRetentionHours();
}
