/** Formats from which boxes are imported. */
@NullMarked
package com.rollingdrop.ops.boxes;

import org.jspecify.annotations.NullMarked;
