package com.rollingdrop.fraud;

import com.rollingdrop.grid.model.BoxVersion;
import org.jspecify.annotations.Nullable;

/** Where the published odds come from. */
@FunctionalInterface
public interface BoxOdds {
  /** A version of a box, null when there is none; versions never change. */
  @Nullable BoxVersion version(String boxId, int version);
}
