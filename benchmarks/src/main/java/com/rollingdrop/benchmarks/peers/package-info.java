/** What the engine is compared with: Postgres, Redis, and a Node.js monolith over Postgres. */
@NullMarked
package com.rollingdrop.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
