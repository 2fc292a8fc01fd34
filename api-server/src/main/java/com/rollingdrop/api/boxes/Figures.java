package com.rollingdrop.api.boxes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.compute.box.AverageReturn;
import com.rollingdrop.compute.box.Economics;
import org.jspecify.annotations.Nullable;

/**
 * What a box gives on average, as the API says it. The first two figures are of the long run, the
 * guarantee included.
 *
 * @param returnToPlayerBasisPoints left out for a free box
 * @param withoutGuarantee left out for a box that promises nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
    long expectedValueMinor,
    @Nullable Long returnToPlayerBasisPoints,
    @Nullable Figures withoutGuarantee) {
  /** As they were reckoned. */
  public static Figures of(Economics economics) {
    AverageReturn plain = economics.withoutGuarantee();
    return of(economics.longRun(), plain == null ? null : of(plain, null));
  }

  private static Figures of(AverageReturn average, @Nullable Figures withoutGuarantee) {
    return new Figures(
        average.expectedValueMinor(), average.returnToPlayerBasisPoints(), withoutGuarantee);
  }
}
