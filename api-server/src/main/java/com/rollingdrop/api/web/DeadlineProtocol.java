package com.rollingdrop.api.web;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP, with a bound on how long a request's header fields may take altogether. Tomcat has
 * one for each part that arrives, so whoever sends a byte now and then keeps a connection and its
 * buffers for as long as they like. Tomcat creates it by its name.
 */
public final class DeadlineProtocol extends Http11NioProtocol {
  private long headerTimeoutNanos = Long.MAX_VALUE;

  /** How long the header fields may take, milliseconds. */
  void setHeaderTimeoutMs(int headerTimeoutMs) {
    headerTimeoutNanos = headerTimeoutMs * 1_000_000L;
  }

  @Override
  protected Processor createProcessor() {
    return new DeadlineProcessor(this, getAdapter());
  }

  /** One connection's; used by one thread at a time. */
  private final class DeadlineProcessor extends Http11Processor {
    /** Of which a part of a request has come, and the rest is awaited. */
    private @Nullable SocketWrapperBase<?> awaited;

    /** When that part came. */
    private long begunNanos;

    DeadlineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      // Not the time of day: nothing is said with it, and nobody sets it back.
      long nowNanos = System.nanoTime();
      // Tomcat uses a processor again for other connections.
      boolean goesOn = awaited == socket;
      if (goesOn && nowNanos - begunNanos > headerTimeoutNanos) {
        awaited = null;
        return SocketState.CLOSED;
      }
      SocketState state = super.service(socket);
      if (state != SocketState.LONG || isAsync()) {
        awaited = null;
      } else if (!goesOn) {
        awaited = socket;
        begunNanos = nowNanos;
      }
      return state;
    }
  }
}
