package com.rollingdrop.persistence.reconcile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * The buckets of some views over some partitions, in the order of the views, as {@link
 * Buckets#write} writes them.
 */
final class SummaryJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ViewName> views;
  private final int[] partitions;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  SummaryJob(List<ViewName> views, int[] partitions) {
    this.views = new ArrayList<>(views);
    this.partitions = partitions.clone();
  }

  @Override
  public byte[] call() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (ViewName view : views) {
        summary(view.view()).write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private <K, V> Buckets summary(View<K, V> view) {
    Buckets buckets = new Buckets();
    Hash64 hash = new Hash64();
    PartitionScan.forEach(
        ignite, view, partitions, (key, value) -> view.addTo(buckets, hash, key, value));
    return buckets;
  }
}
