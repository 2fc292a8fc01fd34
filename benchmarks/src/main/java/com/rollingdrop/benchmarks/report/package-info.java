/** What was measured, as a table, a chart and raw figures. */
@NullMarked
package com.rollingdrop.benchmarks.report;

import org.jspecify.annotations.NullMarked;
