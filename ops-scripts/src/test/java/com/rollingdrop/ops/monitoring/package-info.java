/** The rules and settings in ops-scripts/monitoring. */
@NullMarked
package com.rollingdrop.ops.monitoring;

import org.jspecify.annotations.NullMarked;
