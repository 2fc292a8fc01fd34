/** How long questions to ClickHouse take. */
@NullMarked
package com.rollingdrop.benchmarks.analytics;

import org.jspecify.annotations.NullMarked;
