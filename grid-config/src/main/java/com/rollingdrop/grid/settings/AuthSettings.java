package com.rollingdrop.grid.settings;

import io.smallrye.config.WithDefault;

/** Registering and logging in. */
public interface AuthSettings {
  /** The least that OWASP's cheat sheet on storing passwords asks of Argon2id. */
  int MEMORY_KIB_MIN = 19_456;

  /** The least that goes with it. */
  int PASSES_MIN = 2;

  /** Memory that one hash takes. */
  @WithDefault("19456")
  int argon2MemoryKib();

  /** How often a hash goes over its memory. */
  @WithDefault("2")
  int argon2Passes();

  /** Most hashes at a time; each keeps one core busy. */
  @WithDefault("2")
  int hashesAtOnce();

  /** Most that wait for their turn; beyond, a request is refused as overloaded. */
  @WithDefault("32")
  int hashesWaitingMax();

  /** A session that nobody uses ends after this time. */
  @WithDefault("30")
  int sessionIdleMinutes();

  /** And after this time in any case. */
  @WithDefault("24")
  int sessionMaxHours();

  /** Failed log-ins with one name from one address before the first wait. */
  @WithDefault("5")
  int attemptsFree();

  /** The same from one address, with any names. */
  @WithDefault("100")
  int attemptsFreePerAddress();

  /** Registrations from one address before the first wait. */
  @WithDefault("20")
  int registrationsFreePerAddress();

  /** The first wait; each further attempt doubles it, up to a quarter of an hour. */
  @WithDefault("1")
  int attemptsWaitSeconds();

  /**
   * Wrong codes of a second factor, sent with the right password and from wherever, before the next
   * one has to wait. Recovery codes don't wait for this.
   */
  @WithDefault("20")
  int codesFree();

  /** What changes more than the caller's own needs a log-in that is not older than this. */
  @WithDefault("15")
  int freshLoginMinutes();

  /** Whether that log-in must have been with a second factor, even where none is enrolled. */
  @WithDefault("true")
  boolean adminSecondFactorRequired();

  /**
   * How many proxies of the operator's own stand in front, each of which adds the address it was
   * called from to {@code X-Forwarded-For}. With 0 the header is not read.
   */
  @WithDefault("0")
  int proxies();
}
