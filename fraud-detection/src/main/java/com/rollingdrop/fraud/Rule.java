package com.rollingdrop.fraud;

import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.List;

/** One thing to look for. Pure: what it knows of the past is in the player's state. */
interface Rule {
  /**
   * Takes one more transaction of the player into account, each once.
   *
   * @param isNext whether it follows the one that was looked at last, or is the player's first
   * @return what it gives rise to, mostly nothing
   */
  List<Signal> follow(PlayerState state, TransactionEvent event, boolean isNext);
}
