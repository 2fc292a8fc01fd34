/** The parts of the system as processes of this machine. */
@NullMarked
package com.rollingdrop.ops.embedded;

import org.jspecify.annotations.NullMarked;
