package com.rollingdrop.grid.settings;

import com.rollingdrop.grid.model.PromoOrder;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * All settings of all processes, with their defaults. Read with {@link SettingsLoader}.
 *
 * <p>In the file a key is written {@code rollingdrop.kafka.port}, in the environment {@code
 * ROLLINGDROP_KAFKA_PORT}; the environment wins. Units end a name: {@code Ms}, {@code Mb}.
 */
@ConfigMapping(prefix = "rollingdrop")
public interface Settings {
  /** Limits count a month back, withdrawals wait for 30 days, and clocks differ. */
  int LEDGER_DAYS_MIN = 35;

  /** Everything the system keeps on this machine lives below this folder. */
  @WithDefault("var")
  Path dataDir();

  /** Folder of the secrets; default {@code secrets} in the data folder. */
  Optional<Path> secretsDir();

  /** ISO 4217 code of the wallets' currency. */
  @WithDefault("USD")
  String currency();

  Log log();

  Rules rules();

  Api api();

  Gateway gateway();

  Grid grid();

  Audit audit();

  Retention retention();

  Postgres postgres();

  Mirror mirror();

  Repair repair();

  Kafka kafka();

  Cdc cdc();

  ClickHouse clickhouse();

  Sinks sinks();

  Monolith monolith();

  Analytics analytics();

  FraudSettings fraud();

  AuthSettings auth();

  RateLimitSettings rateLimit();

  HttpSettings http();

  /** The rules of the game that an operator may set; the same on every node. */
  interface Rules {
    /** What the house keeps of a sale between players, hundredths of a percent of the price. */
    @WithDefault("500")
    int marketFeeBasisPoints();

    /** Whether an opening is paid with promotional money before cash, or after it. */
    @WithDefault("FIRST")
    PromoOrder promotionalBalanceSpent();

    /** How long a player waits for a higher limit, or for the end of one. */
    @WithDefault("24")
    int limitRaiseDelayHours();

    /** Time zone in which the days, weeks and months of players' limits begin, as Europe/Malta. */
    @WithDefault("UTC")
    ZoneId limitsZone();
  }

  /** The REST server. */
  interface Api {
    @WithDefault("127.0.0.1")
    String bindAddress();

    @WithDefault("8080")
    int port();

    /** Metrics and health, loopback only. */
    @WithDefault("8081")
    int managementPort();

    /** Largest request body, bytes. */
    @WithDefault("1048576")
    int maxBodyBytes();

    /** Threads that serve requests. */
    @WithDefault("128")
    int maxThreads();

    /** Most simulations of boxes at a time; each takes a core for about a second. */
    @WithDefault("1")
    int simulationsMax();

    /**
     * How long the money of a withdrawal is held for an administrator to settle it, 720 at most;
     * then it goes back to the wallet.
     */
    @WithDefault("72")
    int withdrawalHoldHours();
  }

  /** How an api-server sends commands to the grid. */
  interface Gateway {
    /** Most commands in one batch. */
    @WithDefault("128")
    int batchMax();

    /** Most bytes in one batch; a command that is larger travels alone. */
    @WithDefault("262144")
    int batchBytesMax();

    /** Most batches on their way to one node. */
    @WithDefault("3")
    int inFlightMax();

    /** Most commands waiting for one node; beyond, a command is refused as overloaded. */
    @WithDefault("4096")
    int queueMax();

    /** Most of them of one player. */
    @WithDefault("256")
    int queueMaxPerPlayer();

    /** How long a caller waits for its reply, retries included. */
    @WithDefault("10000")
    int timeoutMs();
  }

  /** The data grid. */
  interface Grid {
    @WithDefault("rollingdrop")
    String clusterName();

    /** This node's number, 1 and up; names its folder and offsets its ports. */
    @WithDefault("1")
    int nodeIndex();

    /** Port of node 1; node n takes this plus n - 1. The same holds for the other node ports. */
    @WithDefault("47500")
    int discoveryPort();

    @WithDefault("47100")
    int communicationPort();

    /** Thin clients and JDBC. */
    @WithDefault("10800")
    int clientPort();

    @WithDefault("8090")
    int managementPort();

    /** Address a node binds to and is found at. */
    @WithDefault("127.0.0.1")
    String address();

    /** Where to look for other nodes, {@code host:port[..port]}; default: this address. */
    Optional<List<String>> discoveryAddresses();

    /** Off-heap memory for the data of one node. */
    @WithDefault("512")
    int dataRegionMb();

    /** Copies beside the primary. */
    @WithDefault("1")
    int backups();

    /** Partitions of the player caches; fixed for the life of the data. */
    @WithDefault("256")
    int partitions();

    /** {@code LOG_ONLY} survives a killed process, {@code FSYNC} also a lost machine. */
    @WithDefault("LOG_ONLY")
    WalDurability walMode();

    @WithDefault("32")
    int walSegmentMb();

    /**
     * Disk for the archived WAL of one node; a checkpoint is due when a quarter of it is written.
     */
    @WithDefault("1024")
    int walArchiveMaxMb();

    /**
     * Free disk below which a node's status and metrics say that it is low. What the change data
     * capture has not read yet is kept without a limit.
     */
    @WithDefault("4096")
    long diskFreeMinMb();

    /** A WAL segment is archived after this time at the latest, and only then seen by CDC. */
    @WithDefault("1000")
    int walForceArchiveMs();

    /**
     * Time between checkpoints. One is written sooner when the WAL since the last holds a quarter
     * of {@link #walArchiveMaxMb}.
     */
    @WithDefault("180")
    int checkpointFrequencyS();

    /** Threads that write a checkpoint; what they take, transactions lack meanwhile. */
    @WithDefault("1")
    int checkpointThreads();

    /** Longest time one batch's transaction may take. */
    @WithDefault("10000")
    int transactionTimeoutMs();

    /** How often a node looks for pending transactions whose time is up. */
    @WithDefault("1000")
    int expiryLookMs();
  }

  /** The audit that each grid node does of its own players, all the time. */
  interface Audit {
    /** Players in a second, where 50 ledger entries count as one more; 0 switches it off. */
    @WithDefault("200")
    int playersPerSecond();
  }

  /** What is kept where of the ledger, and for how long. */
  interface Retention {
    /**
     * The grid keeps ledger entries for so many days once Postgres has them, {@link
     * #LEDGER_DAYS_MIN} at least; 0 keeps all.
     */
    @WithDefault("90")
    int ledgerDays();

    /**
     * Players that each grid node looks at in a second, where 50 entries that leave count as one
     * more.
     */
    @WithDefault("100")
    int playersPerSecond();

    /** Postgres keeps so many whole months of the ledger beside the current one; 0 keeps all. */
    @WithDefault("0")
    int postgresMonths();

    /** What becomes of a month of the ledger that Postgres need not keep. */
    @WithDefault("ARCHIVE")
    OldMonths postgresOldMonths();

    /** Most connections of an api-server to Postgres, for what the grid holds no more. */
    @WithDefault("4")
    int historyPoolMax();

    /** How long a page of the history may take in Postgres, connection included. */
    @WithDefault("2000")
    int historyTimeoutMs();
  }

  /** What a process says of itself. */
  interface Log {
    @WithDefault("TEXT")
    LogFormat format();
  }

  /** How a line of a log is written. */
  enum LogFormat {
    /** For people. */
    TEXT,
    /** JSON in the Elastic Common Schema, with the trace's id where there is one. */
    ECS
  }

  /** What becomes of an old month of the ledger in Postgres. */
  enum OldMonths {
    /** It leaves the table for the schema {@code archive}. */
    ARCHIVE,
    /** It is gone for good. */
    DROP
  }

  /** Durability of the write-ahead log. */
  enum WalDurability {
    /** Written to the operating system before a commit is acknowledged. */
    LOG_ONLY,
    /** Forced to the disk before a commit is acknowledged. */
    FSYNC
  }

  /** The Postgres that mirrors the grid. */
  interface Postgres {
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("15432")
    int port();

    @WithDefault("rollingdrop")
    String database();

    @WithDefault("rollingdrop")
    String user();

    /** Most connections of one process. */
    @WithDefault("4")
    int poolMax();

    /** How long to wait for a connection. */
    @WithDefault("5000")
    int connectTimeoutMs();
  }

  /** Write-behind from the grid to Postgres; one buffer per table and node. */
  interface Mirror {
    /** Most rows that wait for one table; what comes on top is left out and counted. */
    @WithDefault("50000")
    int bufferMax();

    /** How long a row waits for others to come with it. */
    @WithDefault("500")
    int flushFrequencyMs();

    /** Most rows in one statement; so many are written without waiting. */
    @WithDefault("512")
    int batchMax();
  }

  /** The repair behind the mirror: finds what Postgres lacks, and writes only that. */
  interface Repair {
    /** Without it, what the mirror could not write is missing until it changes again. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long a change waits before Postgres is asked for it: longer than the mirror's flush, so
     * that it finds the row as a rule, and longer than {@code grid.transaction-timeout-ms}, so that
     * the grid has decided.
     */
    @WithDefault("15000")
    int delayMs();

    /** Most messages in one batch; each tells of 256 rows at most. */
    @WithDefault("500")
    int batchMax();

    /** A row that Postgres refused so often in one version is left aside. */
    @WithDefault("3")
    int rejectAttemptsMax();

    /**
     * Where the grid is asked for what Postgres lacks, {@code host:port[..port]}; default: the
     * client ports of the first 16 nodes at the grid's address.
     */
    Optional<List<String>> gridAddresses();
  }

  /** The event broker. */
  interface Kafka {
    /** Bootstrap servers; default: the embedded broker at {@code 127.0.0.1:port}. */
    Optional<String> bootstrapServers();

    /** Port of the embedded broker. */
    @WithDefault("19092")
    int port();

    /** Controller port of the embedded broker, for its own certificate only. */
    @WithDefault("19093")
    int controllerPort();

    /** Port of the embedded broker on which it is set up, for its own certificate only. */
    @WithDefault("19094")
    int internalPort();

    /** How clients get in; {@code PLAINTEXT} only for a broker that others can't reach. */
    @WithDefault("SASL_SSL")
    KafkaSecurity security();

    /** After this time the embedded broker asks a connection for its password again. */
    @WithDefault("60000")
    int reauthenticateMs();

    /** What all connections of one partner may read in a second, bytes. */
    @WithDefault("4194304")
    int partnerBytesPerSecond();

    /** The shape of each topic. */
    TopicSettings topics();

    /** Copies of each partition; with three or more, two must have a message to acknowledge it. */
    @WithDefault("1")
    int replicationFactor();

    /** Where the events say they come from. */
    @WithDefault("local")
    String region();

    /** The servers to connect to. */
    default String servers() {
      return bootstrapServers().orElse("127.0.0.1:" + port());
    }
  }

  /** How a connection to Kafka is protected. */
  enum KafkaSecurity {
    /** TLS, and a password for SCRAM-SHA-512. */
    SASL_SSL,
    /** Not at all. */
    PLAINTEXT
  }

  /** Change data capture, one process beside each grid node. */
  interface Cdc {
    /** Of the process beside node 1; node n takes this plus n - 1. */
    @WithDefault("8110")
    int managementPort();

    /** How often the archive folder is looked at. */
    @WithDefault("200")
    int checkFrequencyMs();

    /**
     * Where the grid is asked what it holds, {@code host:port}; default: the client port of the
     * node beside this process.
     */
    Optional<List<String>> gridAddresses();

    /** Most events sent to Kafka before their acknowledgements are awaited. */
    @WithDefault("2000")
    int batchMax();
  }

  /** The analytics database. */
  interface ClickHouse {
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("18123")
    int port();

    @WithDefault("default")
    String database();

    @WithDefault("rollingdrop")
    String user();
  }

  /** The process that feeds ClickHouse. */
  interface Sinks {
    @WithDefault("8130")
    int managementPort();

    /** Most events in one insert. */
    @WithDefault("10000")
    int batchMax();

    /** How long one poll waits for events. */
    @WithDefault("500")
    int pollMs();
  }

  /** Questions to ClickHouse about what happened. */
  interface Analytics {
    /**
     * Most questions at a time; the embedded ClickHouse runs three statements, one for the sink.
     */
    @WithDefault("2")
    int poolMax();

    /** How long one waits for its turn, and how long ClickHouse has for each statement. */
    @WithDefault("5000")
    int timeoutMs();
  }

  /** The folder of the secrets. */
  default Path secrets() {
    return secretsDir().orElseGet(() -> dataDir().resolve("secrets"));
  }

  /** The database of the system that players are imported from; it is only ever read. */
  interface Monolith {
    /** As {@code jdbc:postgresql://host:port/database}, without user and password. */
    Optional<String> url();

    Optional<String> user();

    /** How long one of its queries may take before it gives up. */
    @WithDefault("600000")
    int statementTimeoutMs();

    /** How long to wait between two looks at what has changed. */
    @WithDefault("2000")
    int pollMs();

    /**
     * How far each look goes back behind the one before, for transactions that took so long to
     * commit. What takes longer is found at the cut-over.
     */
    @WithDefault("60000")
    int overlapMs();
  }
}
