package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.PlayerChoice;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Target;
import java.util.List;

/** The engine, on nodes of its own. */
public final class EngineContender implements Contender {
  private final EngineVariant variant;

  private EngineContender(EngineVariant variant) {
    this.variant = variant;
  }

  /** Every variant of the engine, in the order of the report. */
  public static List<Contender> all() {
    return EngineVariant.ALL.stream().<Contender>map(EngineContender::new).toList();
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
  public Target start(Stage stage) throws Exception {
    EngineSettings settings = EngineSettings.of(variant, stage);
    EngineNodes nodes = EngineNodes.start(settings, stage);
    try {
      EngineTarget target = new EngineTarget(settings, nodes);
      target.prepare(stage.players());
      return target;
    } catch (Exception e) {
      nodes.close();
      throw e;
    }
  }
}
