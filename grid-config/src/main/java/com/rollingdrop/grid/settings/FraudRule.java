package com.rollingdrop.grid.settings;

/** What the stream of transactions is looked at for. The names stand in signals and in settings. */
public enum FraudRule {
  /** More commands or more money in a short time than anybody, or than this player, usually has. */
  VELOCITY,
  /** Draws of a box that chance would hardly ever give. */
  LUCK,
  /** Money that is paid in and taken out again with little play between. */
  CYCLING,
  /** Many players' items or money that come to one player for little in return. */
  FUNNEL
}
