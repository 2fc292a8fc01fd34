package com.rollingdrop.grid.settings;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The fraud signals: when one is raised, and what follows from it. Amounts are minor units. */
public interface FraudSettings {
  @WithDefault("8140")
  int managementPort();

  /** Whether a signal stops its player's withdrawals until an operator releases them. */
  @WithDefault("false")
  boolean freezeWithdrawals();

  /** Whose signals do so. */
  @WithDefault("VELOCITY,LUCK,CYCLING,FUNNEL")
  List<FraudRule> freezeRules();

  /** Memory for the players' states outside the heap; what does not fit is read from disk. */
  @WithDefault("32")
  int stateCacheMb();

  /**
   * Where the grid is asked for the odds of boxes, {@code host:port[..port]}; default: the client
   * ports of the first 16 nodes at the grid's address.
   */
  Optional<List<String>> gridAddresses();

  /** Length of the time in which commands and money are counted. */
  @WithDefault("10")
  int velocityWindowMinutes();

  /** So many commands in it are a signal. */
  @WithDefault("1200")
  int velocityCommandsMin();

  /** So much spent in it is a signal, whoever spends it. */
  @WithDefault("5000000")
  long velocitySpendMaxMinor();

  /** So much spent in it is one if it is also far more than the player usually spends. */
  @WithDefault("200000")
  long velocitySpendMinMinor();

  /** How many times the usual that is. */
  @WithDefault("10")
  int velocityUsualFactor();

  /** How many windows of play tell what is usual. */
  @WithDefault("6")
  int velocityUsualWindowsMin();

  /**
   * How strong the evidence against chance must be: at most one honest player in so many ever gives
   * a signal.
   */
  @WithDefault("1000000")
  long luckEvidenceMin();

  /** Length of the time in which money that comes in and goes out belongs together. */
  @WithDefault("72")
  int cyclingWindowHours();

  /** So much taken out without having been played is a signal. */
  @WithDefault("50000")
  long cyclingMinMinor();

  /** In at least so many withdrawals. */
  @WithDefault("2")
  int cyclingTurnsMin();

  /** But not if more than this part of it was played. */
  @WithDefault("25")
  int cyclingPlayedPercentMax();

  /** Length of the time in which gifts to a player belong together. */
  @WithDefault("168")
  int funnelWindowHours();

  /** From so many other players. */
  @WithDefault("6")
  int funnelSendersMin();

  /** Of so much value together. */
  @WithDefault("20000")
  long funnelValueMinMinor();

  /** Who got more than this part back has dealt, not given. */
  @WithDefault("25")
  int funnelReturnPercentMax();
}
