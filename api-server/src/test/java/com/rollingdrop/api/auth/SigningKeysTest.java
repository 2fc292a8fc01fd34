package com.rollingdrop.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.settings.BadSettingsException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static String pem(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Test
  void theFirstKeySignsAndAllVerifyAndTheirIdsAreTheirOwn() throws Exception {
    String one = pem("RSA", 2_048);
    String two = pem("RSA", 2_048);

    SigningKeys keys = SigningKeys.ofPem(one + "\n" + two);
    SigningKeys turned = SigningKeys.ofPem(two + one);

    assertThat(keys.signing().isPrivate()).isTrue();
    assertThat(keys.verifying().getKeys()).hasSize(2).noneMatch(key -> key.isPrivate());
    assertThat(turned.signing().getKeyID()).isNotEqualTo(keys.signing().getKeyID());
    assertThat(turned.verifying().getKeyByKeyId(keys.signing().getKeyID())).isNotNull();
  }

  @Test
  void whatIsNoListOfGoodKeysIsRefusedWithoutShowingIt() throws Exception {
    String good = pem("RSA", 2_048);
    for (String bad :
        List.of(
            "",
            "nonsense",
            good + "trailing",
            "leading" + good,
            good + good,
            pem("RSA", 1_024),
            pem("EC", 256),
            good + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) {
      assertThatThrownBy(() -> SigningKeys.ofPem(bad))
          .isInstanceOf(BadSettingsException.class)
          .hasMessageStartingWith("ROLLINGDROP_SECRET_SESSION_SIGNING_KEYS: ")
          .hasMessageNotContaining(good.substring(40, 80));
    }
  }
}
