package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.PlayerChoice;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.WarmUp;
import java.util.List;

/** The engine, on nodes of its own. */
public final class EngineContender implements Contender {
  /**
   * On two cores a node's JVM compiles for so long, and takes most of a core for it. Until then its
   * rate is a third below what it will be, steady as it may look for a while. Two nodes take twice
   * as long.
   */
  private static final int COMPILATION_MIN_S = 80;

  private static final int COMPILATION_MAX_S = 120;

  private final EngineVariant variant;

  private EngineContender(EngineVariant variant) {
    this.variant = variant;
  }

  /** Every variant of the engine, in the order of the report. */
  public static List<Contender> all() {
    return EngineVariant.ALL.stream().<Contender>map(EngineContender::new).toList();
  }

  /**
   * One node that holds much already.
   *
   * @param entries how many ledger entries, alike for all wallets
   */
  public static Contender filled(String name, int wallets, int entries, int dataRegionMb) {
    return new EngineContender(EngineVariant.filled(name, wallets, entries, dataRegionMb));
  }

  @Override
  public String name() {
    return variant.contender();
  }

  @Override
  public String title() {
    return variant.title();
  }

  @Override
  public boolean isEngine() {
    return true;
  }

  @Override
  public PlayerChoice.Kind choice() {
    return variant.choice();
  }

  @Override
  public WarmUp warmUp() {
    return new WarmUp(variant.nodes() * COMPILATION_MIN_S, variant.nodes() * COMPILATION_MAX_S);
  }

  @Override
  public int players(int asked) {
    return variant.wallets().orElse(asked);
  }

  @Override
  public Target start(Stage stage) throws Exception {
    return start(variant, stage);
  }

  static EngineTarget start(EngineVariant variant, Stage stage) throws Exception {
    EngineSettings settings = EngineSettings.of(variant, stage);
    EngineNodes nodes = EngineNodes.start(settings, stage);
    EngineTarget target;
    try {
      target = new EngineTarget(settings, nodes);
    } catch (RuntimeException e) {
      nodes.close();
      throw e;
    }
    try {
      target.prepare(stage.players(), variant.entries());
      return target;
    } catch (Exception e) {
      target.close();
      throw e;
    }
  }
}
