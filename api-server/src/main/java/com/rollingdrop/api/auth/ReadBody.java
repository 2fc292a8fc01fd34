package com.rollingdrop.api.auth;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A request whose body was read up to a bound, and is there to be read all the same. */
final class ReadBody extends HttpServletRequestWrapper {
  private final byte[] start;
  private final InputStream all;

  /**
   * @param bytesMax most that a body may have; of a longer one the rest stays where it is
   */
  ReadBody(HttpServletRequest request, int bytesMax) throws IOException {
    super(request);
    this.start =
        request.getContentLengthLong() > bytesMax
            ? new byte[0]
            : request.getInputStream().readNBytes(bytesMax + 1);
    this.all = new SequenceInputStream(new ByteArrayInputStream(start), request.getInputStream());
  }

  /** What was read of it. */
  byte[] start() {
    return start.clone();
  }

  @Override
  public ServletInputStream getInputStream() {
    return new ServletInputStream() {
      @Override
      public int read() throws IOException {
        return all.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return all.read(bytes, offset, length);
      }

      @Override
      public boolean isFinished() {
        return false;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("bodies are read by the thread of their request");
      }
    };
  }
}
