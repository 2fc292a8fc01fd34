package com.rollingdrop.benchmarks.load;

import java.io.IOException;

/** A system that is up: the box is published and every player's wallet is filled. */
public interface Target extends AutoCloseable {
  /** One more caller; all of them may call at the same time. */
  Caller caller() throws Exception;

  /** What a player can spend, minor units. */
  long balanceMinor(long playerId) throws Exception;

  /** Openings in the journal. */
  long openings() throws Exception;

  /** Versions and settings, for the report. */
  String about() throws Exception;

  /** Stops the system; its data is of no use afterwards. */
  @Override
  void close() throws IOException;
}
