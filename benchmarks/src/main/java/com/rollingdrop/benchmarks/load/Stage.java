package com.rollingdrop.benchmarks.load;

import java.nio.file.Path;

/**
 * Where a contender is started.
 *
 * @param home the project's folder
 * @param shared kept from one start to the next: unpacked binaries
 * @param folder empty, for this start alone
 * @param players how many, with the ids 1 and up
 */
public record Stage(Path home, Path shared, Path folder, int players) {}
