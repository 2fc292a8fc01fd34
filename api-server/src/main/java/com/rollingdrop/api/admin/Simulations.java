package com.rollingdrop.api.admin;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.simulation.Simulated;
import com.rollingdrop.compute.simulation.Simulation;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Runs few simulations at a time. Each takes a core for a second or so, and the thread of its
 * request; one more is refused at once rather than kept waiting, so the threads of all other
 * requests stay free. Thread-safe.
 */
@Component
final class Simulations {
  private final Semaphore places;
  private final Timer time;
  private final Counter refused;

  Simulations(Settings settings, MeterRegistry registry) {
    this.places = new Semaphore(settings.api().simulationsMax());
    this.time =
        Timer.builder("rollingdrop.simulation")
            .description("simulations of boxes")
            .register(registry);
    this.refused =
        Counter.builder("rollingdrop.simulation.refused")
            .description("simulations refused because others were under way")
            .register(registry);
  }

  /**
   * Simulates, see {@link Simulation#run}.
   *
   * @throws ProblemException OVERLOADED when as many as are allowed are under way
   */
  Simulated run(TicketTable box, String seed, int openings, int sessionOpenings) {
    if (!places.tryAcquire()) {
      refused.increment();
      throw new ProblemException(
          ErrorCode.OVERLOADED, "Another simulation is under way; ask again in a moment.");
    }
    try {
      return Objects.requireNonNull(
          time.record(() -> Simulation.run(box, seed, openings, sessionOpenings)));
    } finally {
      places.release();
    }
  }
}
