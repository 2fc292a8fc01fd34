/** Tests of the reports. */
@NullMarked
package com.rollingdrop.benchmarks.report;

import org.jspecify.annotations.NullMarked;
