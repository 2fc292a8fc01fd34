package com.rollingdrop.api.grid;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Takes this server out of the balancer while it is out of the grid. */
@Component("gridHealthIndicator")
final class GridHealthIndicator implements HealthIndicator {
  private final GridLink link;

  GridHealthIndicator(GridLink link) {
    this.link = link;
  }

  @Override
  public Health health() {
    String why = link.whyDown();
    return why == null ? Health.up().build() : Health.down().withDetail("reason", why).build();
  }
}
