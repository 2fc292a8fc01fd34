package com.rollingdrop.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Where a request comes from: an address of IPv4, or the network of one of IPv6. Pure. */
final class SourceAddress {
  private static final String HEADER = "X-Forwarded-For";
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  /** One subscriber has all addresses of such a network. */
  private static final int NETWORK_BYTES = 8;

  private SourceAddress() {}

  /**
   * @param proxies how many of the operator's own the request came through
   */
  static String of(HttpServletRequest request, int proxies) {
    return proxies == 0
        ? network(request.getRemoteAddr())
        : of(Collections.list(request.getHeaders(HEADER)), request.getRemoteAddr(), proxies);
  }

  /**
   * Each proxy adds behind what was there whom it was called by, so what the caller made up stands
   * in front and is not read.
   */
  static String of(List<String> forwardedFor, String remoteAddress, int proxies) {
    List<String> addresses = new ArrayList<>();
    forwardedFor.forEach(line -> addresses.addAll(Arrays.asList(line.split(",", -1))));
    int client = addresses.size() - proxies;
    // With fewer than there are proxies somebody has gone round them.
    return network(client < 0 ? remoteAddress : addresses.get(client).strip());
  }

  private static String network(String address) {
    int scope = address.indexOf('%');
    String text = scope < 0 ? address : address.substring(0, scope);
    if (IPV4.matcher(text).matches()) {
      return text;
    }
    if (!text.contains(":") || !IPV6.matcher(text).matches()) {
      return "unknown";
    }
    try {
      // With a colon in it no name is looked up.
      InetAddress parsed = InetAddress.getByName(text);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
