package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Mirror;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Keeps what it is told. */
final class RecordingMirror implements Mirror {
  final Map<CacheName, Map<Object, Object>> told = new EnumMap<>(CacheName.class);

  @Override
  public <K, V> void committed(CacheName cache, Map<K, V> values) {
    if (!values.isEmpty()) {
      told.computeIfAbsent(cache, name -> new HashMap<>()).putAll(values);
    }
  }
}
