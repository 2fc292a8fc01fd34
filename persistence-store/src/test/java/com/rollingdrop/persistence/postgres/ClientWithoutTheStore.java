package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.SettingsLoader;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;

/** Run by a test in a process that lacks this module's classes, as an api-server does. */
public final class ClientWithoutTheStore {
  private ClientWithoutTheStore() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    try (Ignite ignite =
        Ignition.start(IgniteConfigurations.client(SettingsLoader.load(), "no-store"))) {
      Wallet wallet = Caches.wallets(ignite).get(1L);
      Caches.wallets(ignite).put(2L, wallet);
      System.out.println("read " + wallet.availableMinor());
    }
  }
}
