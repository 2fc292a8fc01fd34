package com.rollingdrop.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAddressTest {
  private static String of(int proxies, String... forwardedFor) {
    return SourceAddress.of(List.of(forwardedFor), "192.0.2.1", proxies);
  }

  @Test
  void whatTheOperatorsProxiesAddedCountsAndNothingBeforeIt() {
    assertThat(of(1, "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(of(1, "1.2.3.4, 5.6.7.8, 203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(of(2, "1.2.3.4, 203.0.113.7", "10.0.0.1")).isEqualTo("203.0.113.7");
  }

  @Test
  void whoComesRoundTheProxiesIsKnownByTheConnection() {
    assertThat(of(1)).isEqualTo("192.0.2.1");
    assertThat(of(2, "203.0.113.7")).isEqualTo("192.0.2.1");
  }

  @Test
  void allAddressesOfOneNetworkOfIpv6AreOneSource() {
    assertThat(of(1, "2001:db8:1:2::1"))
        .isEqualTo(of(1, "2001:db8:1:2:ffff:ffff:ffff:ffff%eth0"))
        .isNotEqualTo(of(1, "2001:db8:1:3::1"));
    assertThat(of(1, "::ffff:203.0.113.7")).isEqualTo("203.0.113.7");
  }

  @Test
  void whatIsNoAddressIsNeverLookedUp() {
    for (String text :
        List.of("", "localhost", "example.org", "cafe", "1.2.3.4.example", ":::::")) {
      assertThat(of(1, text)).isEqualTo("unknown");
    }
  }
}
