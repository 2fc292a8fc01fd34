package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.TransactionIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

/**
 * Players that all send at once, each thread waiting for its answer. What a thread sends is a
 * function of the seed, the round, the thread and the step; only which of the known items,
 * withdrawals and commands a choice meets depends on the answers so far.
 */
final class Workload implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int PLAYERS = 24;
  private static final long PAUSE_MS = 6;
  private static final long ANSWER_SECONDS_MAX = 60;

  private final CommandGateway gateway;
  private final long seed;
  private final List<Long> players;
  private final History history = new History();
  private final Known known = new Known();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param round each has players of its own
   */
  Workload(CommandGateway gateway, long seed, int round) {
    this.gateway = gateway;
    this.seed = seed * 1_000_003 + round;
    long first = 1_000L * round + 1;
    this.players = LongStream.range(first, first + PLAYERS).boxed().toList();
  }

  List<Long> players() {
    return players;
  }

  History history() {
    return history;
  }

  void start() {
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      running.add(threads.submit(() -> play(number)));
    }
  }

  /** Lets every thread wait for its last answer. */
  void stop() throws Exception {
    stopping = true;
    for (Future<?> thread : running) {
      thread.get(ANSWER_SECONDS_MAX + 10, TimeUnit.SECONDS);
    }
  }

  private void play(int thread) {
    for (long step = 0; !stopping; step++) {
      Random random = new Random((seed * 31 + thread) * 1_000_003 + step);
      long player = players.get(hot(random));
      var id = TransactionIds.ofKey(player, "thread-" + thread + "-step-" + step);
      call(thread, Generators.next(new Generators.Turn(random, player, players, id, known)));
      pause();
    }
  }

  // Zipf: the n-th player is met 1/n times as often as the first.
  private static int hot(Random random) {
    double all = 0;
    for (int rank = 1; rank <= PLAYERS; rank++) {
      all += 1.0 / rank;
    }
    double left = random.nextDouble() * all;
    for (int rank = 1; rank < PLAYERS; rank++) {
      left -= 1.0 / rank;
      if (left < 0) {
        return rank - 1;
      }
    }
    return PLAYERS - 1;
  }

  /** Sends a command and notes what comes of it. */
  Answer call(int thread, Command command) {
    if (command instanceof LedgerCommand ledgerCommand) {
      known.sending(ledgerCommand);
    }
    long invoked = System.nanoTime();
    Answer answer = answer(command);
    history.add(new Operation(thread, command, invoked, System.nanoTime(), answer));
    if (answer instanceof Answer.Ok ok && command instanceof LedgerCommand ledgerCommand) {
      known.learn(ledgerCommand, ok);
    }
    return answer;
  }

  private Answer answer(Command command) {
    try {
      Outcome outcome = gateway.submit(command).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      if (outcome instanceof Outcome.Done done) {
        return new Answer.Ok(new String(done.reply(), StandardCharsets.UTF_8), done.replayed());
      }
      if (outcome instanceof Outcome.Refused refused) {
        return new Answer.Refused(refused.refusal().name(), refused.detail());
      }
      return new Answer.Unknown(outcome.toString());
    } catch (ExecutionException e) {
      // These two promise that nothing happened; the checker holds them to it.
      boolean notSent =
          e.getCause() instanceof OverloadedException
              || e.getCause() instanceof GridUnavailableException;
      String cause = String.valueOf(e.getCause());
      return notSent ? new Answer.Refused("NOT_SENT", cause) : new Answer.Unknown(cause);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the gateway left a caller without an answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
