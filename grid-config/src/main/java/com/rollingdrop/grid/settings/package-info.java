/** The one typed and validated place from which every process takes its settings. */
@NullMarked
package com.rollingdrop.grid.settings;

import org.jspecify.annotations.NullMarked;
