package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A player's evidence by box, of the boxes opened last. Not thread-safe. */
final class LuckState {
  private static final int BOXES_MAX = 64;

  /** Draws after which the evidence of a box begins anew, so that old honesty hides nothing. */
  static final int RESTART_DRAWS = 2_000;

  private final LinkedHashMap<String, BoxLuck> boxes = new LinkedHashMap<>(16, 0.75f, true);
  private int starts;

  /** Whether all of the player's entries were seen, so that an unknown box is a new one. */
  private boolean complete = true;

  /** The evidence of a box as the player opens it. */
  BoxLuck opened(String boxId) {
    BoxLuck luck = boxes.get(boxId);
    if (luck == null) {
      starts++;
      luck = complete ? BoxLuck.ofNewcomer(starts) : BoxLuck.begun(starts);
      boxes.put(boxId, luck);
      if (boxes.size() > BOXES_MAX) {
        boxes.remove(boxes.keySet().iterator().next());
        complete = false;
      }
    } else if (luck.draws() >= RESTART_DRAWS) {
      starts++;
      luck = luck.anew(starts);
      boxes.put(boxId, luck);
    }
    return luck;
  }

  /** An entry is missing or comes late: nobody knows which draws are to be guaranteed next. */
  void lostCount() {
    complete = false;
    boxes.values().forEach(BoxLuck::forgetMisses);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(starts);
    out.writeBoolean(complete);
    out.writeByte(boxes.size());
    for (Map.Entry<String, BoxLuck> box : boxes.entrySet()) {
      out.writeUTF(box.getKey());
      box.getValue().write(out);
    }
  }

  static LuckState read(DataInput in) throws IOException {
    LuckState state = new LuckState();
    state.starts = in.readInt();
    state.complete = in.readBoolean();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      state.boxes.put(in.readUTF(), BoxLuck.read(in));
    }
    return state;
  }
}
